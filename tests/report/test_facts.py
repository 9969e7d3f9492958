"""Facts: where every figure comes from, how sure it is, and which rows are made up."""

from builders import activity, billet, caveat, consent, contingent, lift, mandate, mission, people, plan, row, site
from contingent.domain.tables import Source
from contingent.domain.vocabulary import Confidence
from contingent.report.facts import names_of
from contingent.report.tables import tabulate


def source(name):
    """Make a source."""
    return row(Source, id=name, title=f"Title of {name}")


def test_rows_with_a_confidence_or_a_source_are_told_with_the_titles():
    m = mission(
        site("a", confidence="fact", source="S2 S1", note="Seen."),
        site("b"),
        site("c", source="S1"),
        source("S1"),
        source("S2"),
    )
    first, second = tabulate(m, plan(m)).facts
    assert (first.table, first.row, first.what, first.confidence) == ("sites", 1, "a", Confidence.FACT)
    assert (first.source_ids, first.sources, first.note) == (("S2", "S1"), ("Title of S2", "Title of S1"), "Seen.")
    assert (second.row, second.what, second.confidence, second.note) == (3, "c", None, "")


def test_facts_come_in_the_order_of_the_tables():
    m = mission(site(), activity(confidence="derived"), billet(1, confidence="fact"), caveat("ESP", "site:base"))
    assert [(f.table, f.what) for f in tabulate(m, plan(m)).facts] == [
        ("activities", "train"),
        ("billets", "train inf"),
    ]


def test_what_is_illustrative_is_known_by_table_and_name():
    m = mission(
        site(confidence="illustrative"),
        activity(confidence="fact"),
        billet(2, confidence="illustrative"),
        billet(3, confidence="derived"),
        billet(4, confidence="illustrative"),
    )
    assert tabulate(m, plan(m)).illustrative == {
        ("sites", "base"),
        ("billets", "train inf"),
        ("billets", "train inf #3"),
    }


def test_every_row_has_a_name_of_its_own():
    m = mission(
        site("a"),
        site("b"),
        contingent("es", "ESP", 1, "med inf"),
        people("es", 2, "inf"),
        caveat("ESP", "site:a"),
        consent("ESP", "refused", where="a"),
        consent(),
        mandate("ESP", sites="a b"),
        mandate("ESP"),
        mandate("ESP"),
        lift(5),
    )
    assert names_of(m, "people") == ["es med inf", "es inf"]
    assert names_of(m, "caveats") == ["ESP site:a"]
    assert names_of(m, "consents") == ["IRQ ESP a *", "IRQ * * *"]
    assert names_of(m, "mandates") == ["ESP a b", "ESP", "ESP #2"]
    assert names_of(m, "lift") == ["*"]
