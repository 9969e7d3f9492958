import io
import re
from decimal import Decimal

import pytest
from rich.console import Console

from builders import activity, billet, ceiling, contingent, fill, in_place, mission, plan, site, tour
from contingent.domain.plan import GoalResult, Proof
from contingent.domain.verdict import Verdict
from contingent.domain.vocabulary import Goal
from contingent.report.tables import tabulate
from contingent.report.terminal import SHORT, Terminal, number
from contingent.verify import verify


def printed(m, p, width=80, *, plain=False, whole=True, encoding="utf-8"):
    raw = io.BytesIO()
    console = Console(file=io.TextIOWrapper(raw, encoding=encoding), width=width, highlight=False)
    terminal = Terminal(console, plain)
    terminal.heading(m, verify(m, p))
    (terminal.report if whole else terminal.summary)(tabulate(m, p))
    console.file.flush()
    return raw.getvalue().decode(encoding)


@pytest.fixture
def claimed(relief):
    m, p = relief
    goals = (
        GoalResult(goal=Goal.ESSENTIAL, value=Decimal(0), bound=Decimal(0), scale=Decimal(48), proof=Proof.OPTIMAL),
        GoalResult(goal=Goal.RELEASE, value=Decimal(60), bound=Decimal(57), scale=Decimal(120), proof=Proof.BOUNDED),
        GoalResult(goal=Goal.BURDEN, value=Decimal("1234.5"), scale=Decimal(9000), proof=Proof.UNKNOWN),
    )
    return m, p.model_copy(update={"goals": goals})


def row_of(text, first):
    (line,) = [line for line in text.splitlines() if line.startswith(first + " ")]
    return line.split()


def test_goals_show_value_bound_gap_and_scale(claimed):
    text = printed(*claimed)
    assert row_of(text, "essential")[:5] == ["essential", "0", "0", "proven", "48"]
    assert row_of(text, "release")[:5] == ["release", "60", "57", "2.50%", "120"]
    assert row_of(text, "burden")[:5] == ["burden", "1,234.50", "-", "-", "9,000"]


def test_the_five_numbers_stand_apart(relief):
    text = printed(*relief).splitlines()
    header = next(i for i, line in enumerate(text) if line.startswith("required"))
    assert text[header].split() == ["required", "ceiling", "offered", "confirmed", "in", "place"]
    assert text[header + 2].split() == ["10", "25", "to", "30", "20", "10", "10"]


def test_handovers_departures_and_traffic_are_dated(relief):
    text = printed(*relief, width=120)
    assert re.search(r"2020-02-17 +train +base +OLD +NEW", text)
    assert re.search(r"2020-02-17 +USA +us +10 +base +10 to readiness from 2020-03-02", text)
    assert re.search(r"2020-02-03 +10 +0 +- +0 +0 +22", text)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("plain", [True, False])
def test_no_line_is_wider_than_the_terminal(claimed, width, plain):
    assert max(map(len, printed(*claimed, width, plain=plain).splitlines())) <= width


def test_plain_has_the_headcount_as_a_table_and_no_drawing(relief):
    text = printed(*relief, plain=True)
    assert text.isascii()
    assert re.search(r"2020-01-06 +4 +10 +25", text)
    assert re.search(r"2020-02-03 +2 +22 +25", text)


def test_a_terminal_without_unicode_gets_ascii(relief):
    text = printed(*relief, encoding="ascii")
    assert "?" not in text
    assert re.search(r"\|.*#", text)


def test_most_people_are_told_with_what_is_allowed(relief):
    assert "most: 22 people in the week of 2020-02-03, 25 allowed" in printed(*relief)


def test_a_summary_shortens_the_shortfalls_and_says_what_it_hides():
    lines = [activity(f"a{n:02}") for n in range(SHORT + 2)]
    posts = [billet(3, activity=f"a{n:02}") for n in range(SHORT + 2)]
    m = mission(site(), tuple(lines), tuple(posts), weeks=5)
    short, whole = printed(m, plan(m), whole=False), printed(m, plan(m))
    assert "and 2 more rows, 30 post-weeks" in short
    assert "a11" not in short
    assert "a11" in whole


def test_an_empty_plan_of_a_small_mission_is_told_in_words():
    m = mission(site(), activity(), billet(1), weeks=2)
    text = printed(m, plan(m))
    for words in (
        "No goals are claimed",
        "No activity is to change command.",
        "Nobody leaves before the end.",
        "Nobody comes, goes, moves or changes command.",
        "Nobody is in theatre.",
    ):
        assert words in text


def test_an_unlawful_plan_says_how():
    m = mission(site(), activity(), billet(5), contingent("es", "ESP", 5), ceiling(3), weeks=4)
    text = printed(m, plan(m, tour("es", 5), fill("es", 5)))
    assert "Unlawful: " in text
    assert "ceiling: " in text
    assert "Lawful" not in text


def test_many_breaches_are_cut_and_counted():
    console = Console(file=io.StringIO(), width=80)
    Terminal(console).verdict(Verdict(unreadable=tuple("abcde")), limit=2)
    text = console.file.getvalue()
    assert "Unlawful: 5 breaches." in text
    assert "and 3 more" in text
    assert "  c" not in text


def test_the_marking_stands_first(relief):
    m, p = relief
    text = printed(m.model_copy(update={"marking": "EXERCISE"}), p)
    assert text.startswith("EXERCISE\n")


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal(0), "0"), (Decimal(1234567), "1,234,567"), (Decimal("0.125"), "0.12"), (Decimal("2.0"), "2")],
)
def test_numbers_have_their_thousands_marked(value, text):
    assert number(value) == text


def test_names_with_markup_are_printed_as_they_are():
    m = mission(site(), activity(hand_to="NEW", name="[red]Course[/red] [x]"), in_place("us", "USA"), weeks=3)
    assert "[red]Course[/red] [x]" in printed(m, plan(m, tour("us", 1, -4)), width=120)


def test_eighty_columns_cut_no_id_and_no_date():
    name = "Training of the brigades at Besmaya"
    line = activity("besmaya-brigades", site="al-asad-airbase", hand_to="NEW", name=name)
    posts = billet(3, activity="besmaya-brigades", skill="jtac-instructor")
    m = mission(site("al-asad-airbase"), line, posts, weeks=5)
    words = printed(m, plan(m)).split()
    assert {
        "besmaya-brigades",
        "al-asad-airbase",
        "jtac-instructor",
        "2020-01-06",
        "2020-02-10",
        "essential",
        "until",
    } <= {*words}
