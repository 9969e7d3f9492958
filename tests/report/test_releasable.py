"""Hand cases for docs/concepts/releasability.md, in its order. The viewer is ESP, of the groups nato and south."""

import pytest

from builders import (
    activity,
    billet,
    caveat,
    ceiling,
    condition,
    consent,
    contingent,
    enabler,
    fill,
    handover,
    in_place,
    lift,
    mandate,
    mission,
    move,
    nation,
    need,
    onward,
    people,
    plan,
    rehat,
    row,
    site,
    skill,
    target,
    tour,
)
from contingent.core.errors import DataError
from contingent.core.findings import Severity
from contingent.domain.checks import CODES, check
from contingent.domain.mission import TABLES
from contingent.domain.plan import GoalResult
from contingent.domain.tables import Command, Source
from contingent.report.account import account_of
from contingent.report.releasable import account_for, notice, released, released_mission
from contingent.verify import verify
from contingent.verify.references import unknown_references

ESP = nation("ESP", "nato south")
NOR = nation("NOR", "nato")
BASICS = (ESP, NOR, nation("USA"), site(), activity(hand_to="NEW"), billet(2))


def only(part, audience="USA"):
    """Let only some see a row, or all rows of a contingent's declaration."""
    if isinstance(part, tuple):
        return (only(part[0], audience), *part[1:])
    return part.model_copy(update={"release_to": tuple(audience.split())})


def command(name):
    return row(Command, id=name, name=name)


def view_of(*parts, **more):
    m = mission(*parts, **more)
    assert errors(m) == [], "the case itself is wrong"
    view = released_mission(m, "ESP")
    assert errors(view) == []
    return view


def errors(m):
    return [str(fault) for fault in check(m) if CODES[fault.code].severity is Severity.ERROR]


def ids(rows):
    return [getattr(r, "id", None) or getattr(r, "code", None) for r in rows]


# The rows of the mission


@pytest.mark.parametrize(
    ("audience", "seen"),
    [("", True), ("ESP", True), ("nato", True), ("USA south", True), ("USA", False), ("NOR USA", False)],
)
def test_release_to_opens_a_row_to_all_a_nation_or_its_groups(audience, seen):
    view = view_of(*BASICS, only(contingent("es", "ESP"), audience))
    assert ids(view.contingents) == ["es"] * seen
    assert len(view.people) == seen


def test_a_group_of_others_opens_nothing():
    view = view_of(*BASICS, nation("SWE", "north"), only(lift(5), "north"))
    assert view.lift == ()


@pytest.mark.parametrize(
    "mine",
    [
        contingent("es", "ESP"),
        (caveat("ESP", "site:base"),),
        (mandate("ESP", 5),),
        (ceiling(3, "ESP"),),
    ],
    ids=["contingent", "caveat", "mandate", "ceiling"],
)
def test_being_about_a_nation_does_not_open_a_row_to_it(mine):
    view = view_of(*BASICS, only(mine))
    assert view.contingents + view.people + view.caveats + view.mandates + view.ceilings == ()


def test_a_nation_sees_its_own_row_of_nations_whatever_release_to_says():
    view = view_of(only(nation("ESP", "nato"), "USA"), nation("USA"), only(NOR, "nato"))
    assert ids(view.nations) == ["IRQ", "ESP", "USA", "NOR"]


def test_the_head_stays_and_loses_only_hidden_nations():
    m = mission(*BASICS[:2], only(nation("USA"), "USA"), nation("GBR"), release=("USA", "GBR"), goals=("release",))
    view = released_mission(m, "ESP")
    assert view.planning.release == ("GBR",)
    unchanged = ("format", "id", "title", "start", "weeks", "host", "marking")
    assert [getattr(view, key) for key in unchanged] == [getattr(m, key) for key in unchanged]
    assert view.planning.goals == m.planning.goals


def test_a_bare_row_stands_for_a_hidden_host():
    hidden = only(row(type(ESP), code="IRQ", name="Iraq", groups="hosts", note="secret"))
    view = view_of(*BASICS, hidden, consent(), only(site("far"), "ESP"))
    assert view.nations[0].model_dump(exclude_defaults=True) == {"code": "IRQ", "name": "IRQ"}
    assert ids(view.nations) == ["IRQ", "ESP", "NOR", "USA"]
    assert ids(view.sites) == ["base", "far"]
    assert len(view.consents) == 1


@pytest.mark.parametrize(
    ("hidden", "naming"),
    [
        (contingent("us", "USA", 0), people("us", 2, "inf")),
        (contingent("us", "USA", 0), caveat("us", "kind:training")),
        (contingent("us", "USA", 0), ceiling(5, "us")),
        (contingent("us", "USA", 0), need("rest", 1, "us")),
        (contingent("us", "USA", 0), target("strength", 1, who="us")),
        (contingent("us", "USA", 0), condition("us", "vote", "Congress")),
        (nation("GBR", "five"), consent("GBR")),
        (nation("GBR", "five"), ceiling(5, "five")),
        (nation("GBR", "five"), mandate("GBR", 5)),
        (nation("GBR", "five"), site("akrotiri", host="GBR")),
        (nation("GBR", "five"), contingent("uk", "GBR", 0)[0]),
        (command("JSOC"), activity("raid", command="JSOC")),
        (command("JSOC"), activity("raid", hand_to="JSOC")),
        (command("JSOC"), caveat("ESP", "command:JSOC")),
        (command("JSOC"), ceiling(5, "JSOC")),
        (skill("sigint"), billet(1, skill="sigint")),
        (skill("sigint"), enabler("sigint")),
        (skill("sigint"), need("rest", 1, skill="sigint")),
        (site("far"), activity("raid", site="far")),
        (site("far"), caveat("ESP", "site:far")),
        (site("far"), lift(5, where="far")),
        (site("far"), in_place("es", "ESP", 0, site="far")[0]),
        (activity("raid", kind="raiding"), billet(1, activity="raid")),
        (activity("raid", kind="raiding"), caveat("ESP", "activity:raid")),
        (activity("raid", kind="raiding"), caveat("ESP", "kind:raiding")),
        (activity("raid", kind="raiding"), consent(what="raiding")),
        (activity("raid", kind="raiding"), target("coverage", 9, what="raid")),
    ],
    ids=lambda part: None,
)
def test_what_names_something_hidden_is_hidden(hidden, naming):
    shown = sum(len(getattr(view_of(*BASICS, hidden, naming), table)) for table in TABLES)
    without = sum(len(getattr(view_of(*BASICS, only(hidden)), table)) for table in TABLES)
    with_both = view_of(*BASICS, only(hidden), naming)
    declared = sum(len(getattr(with_both, table)) for table in TABLES)
    assert declared == without
    assert shown >= without + 2


def test_hiding_goes_on_until_nothing_hidden_is_named():
    chain = (
        only(nation("GBR")),
        site("akrotiri", host="GBR"),
        activity("patrol", site="akrotiri", kind="air"),
        billet(1, activity="patrol"),
        caveat("ESP", "kind:air"),
        contingent("es", "ESP", sites="akrotiri"),
        condition("nor", "present-with", "es"),
        contingent("nor", "NOR"),
    )
    view = view_of(*BASICS, *chain)
    assert (ids(view.sites), ids(view.activities), ids(view.contingents)) == (["base"], ["train"], ["nor"])
    assert [view.caveats, view.conditions] == [(), ()]
    assert len(view.billets) == len(view.people) == 1


def test_a_condition_on_a_hidden_contingent_or_host_is_hidden_and_a_vote_is_not():
    view = view_of(
        *BASICS,
        only(contingent("us", "USA")),
        only(nation("GBR")),
        contingent("es", "ESP"),
        condition("es", "present-with", "us"),
        condition("es", "consent", "GBR"),
        condition("es", "vote", "GBR"),
        condition("es", "consent"),
    )
    assert [(c.kind, c.value) for c in view.conditions] == [("vote", "GBR"), ("consent", "")]


def test_a_group_a_host_and_a_kind_live_while_one_row_shown_has_them():
    hidden = (only(nation("GBR", "nato five")), only(activity("raid", kind="training")))
    view = view_of(*BASICS, *hidden, ceiling(5, "nato"), consent(what="training"), caveat("ESP", "kind:training"))
    assert len(view.ceilings) == len(view.consents) == len(view.caveats) == 1


@pytest.mark.parametrize(("sites", "left"), [("far base", ("base",)), ("base", ("base",)), ("far", None), ("", ())])
def test_lists_of_sites_lose_hidden_ones_but_never_become_blank(sites, left):
    view = view_of(*BASICS, only(site("far")), contingent("es", "ESP", sites=sites), mandate("ESP", sites=sites))
    expected = [] if left is None else [left]
    assert [c.sites for c in view.contingents] == expected
    assert [m.sites for m in view.mandates] == expected


@pytest.mark.parametrize(
    ("make", "commands", "left"),
    [
        (contingent, "JSOC OLD", ("OLD",)),
        (contingent, "JSOC", None),
        (in_place, "OLD JSOC", ("OLD",)),
        (in_place, "JSOC OLD", None),
    ],
)
def test_commands_are_left_out_unless_none_remains_or_it_is_the_one_served_under(make, commands, left):
    view = view_of(*BASICS, only(command("JSOC")), make("es", "ESP", commands=commands))
    assert [c.commands for c in view.contingents] == ([] if left is None else [left])


def test_activities_lose_those_that_they_are_tied_to():
    tied = activity("a", hand_to="NEW", **{"with": "raid train"})
    alone = activity("b", hand_to="NEW", **{"with": "raid"})
    view = view_of(*BASICS, only(activity("raid", hand_to="NEW")), tied, alone)
    assert [(a.id, a.with_) for a in view.activities] == [("train", ()), ("a", ("train",)), ("b", ())]


def test_a_group_of_people_with_a_hidden_skill_is_hidden_whole():
    parts = (contingent("es", "ESP", 5), people("es", 2, "inf sigint"), skill("inf"))
    view = view_of(*BASICS, only(skill("sigint")), *parts)
    assert [(p.count, p.skills) for p in view.people] == [(5, ("inf",))]


def test_only_sources_that_a_row_of_the_view_cites_are_shown():
    sources = [row(Source, id=name, title=name) for name in ("s1", "s2", "s3")]
    cited = nation("SWE").model_copy(update={"source": ("s1",)})
    secret = only(lift(5).model_copy(update={"source": ("s1", "s2")}))
    assert ids(view_of(*BASICS, *sources, cited, secret).sources) == ["s1"]


def test_who_else_may_see_a_row_is_not_told():
    view = view_of(*BASICS, only(lift(5), "nato USA"), lift(6), only(nation("GBR"), "ESP NOR"))
    assert [row.release_to for row in view.lift] == [("ESP",), ()]
    assert view.nations[-1].release_to == ("ESP",)


def test_texts_are_kept_as_they_are():
    told = lift(5).model_copy(update={"note": "see us-secret"})
    assert view_of(*BASICS, only(contingent("us-secret", "USA")), told).lift[0].note == "see us-secret"


def test_rows_keep_their_order():
    view = view_of(*BASICS, site("z"), only(site("y")), site("a"))
    assert ids(view.sites) == ["base", "z", "a"]


def test_a_mission_without_restrictions_is_seen_whole():
    cited = nation("SWE").model_copy(update={"source": ("s1",)})
    m = mission(*BASICS, cited, row(Source, id="s1", title="x"), in_place("us", "USA"), release=("USA",))
    assert released_mission(m, "ESP") == m


@pytest.mark.parametrize(("viewer", "remedy"), [("ESQ", "Did you mean 'ESP'?"), ("esp", "'ESP'"), ("nato", "Add it")])
def test_who_is_no_nation_has_no_view(viewer, remedy):
    with pytest.raises(DataError) as caught:
        released_mission(mission(*BASICS), viewer)
    (found,) = caught.value.findings
    assert (found.code, str(found.place)) == ("unknown-nation", "viewer")
    assert repr(viewer) in found.problem
    assert remedy in found.remedy


# The rows of the plan

POSTS = (*BASICS[:-1], billet(20))
FORCES = (
    in_place("us", "USA", 10, commands="OLD NEW"),
    in_place("es", "ESP", 10, commands="OLD NEW"),
    skill("inf"),
)


def shown(*rows, parts=(), basics=POSTS):
    m = mission(*basics, *FORCES, *parts, weeks=12)
    p = plan(m, *rows)
    assert list(unknown_references(m, p)) == [], "the case itself is wrong"
    view, seen = released(m, p, "ESP")
    assert list(unknown_references(view, seen)) == []
    return seen


def test_rows_of_hidden_contingents_are_hidden():
    us, es = tour("us", 10, -4, 6, name="a"), tour("es", 10, -4, name="b")
    rows = [us, es, rehat(us, "NEW", 2), rehat(es, "NEW", 3), fill("us", 10), fill("es", 10, 3), onward("us", 4, 8)]
    m = mission(*BASICS, only(FORCES[0]), FORCES[1], need(), handover_free := command("X"), weeks=12)
    assert handover_free in m.commands
    view, seen = released(m, plan(m, *rows, handover(3)), "ESP")
    assert [t.contingent for t in seen.tours] == [r.contingent for r in seen.rehats] == ["es"]
    assert [f.contingent for f in seen.fills] == ["es"]
    assert seen.onward == ()
    assert len(seen.handovers) == 1
    assert list(unknown_references(view, seen)) == []


def test_a_tour_that_ever_is_at_a_hidden_site_is_hidden_whole_with_its_work():
    es = tour("es", 4, -4, name="a")
    rows = [es, move(es, "far", 5), tour("es", 6, -4, name="b"), fill("es", 10, 0, 5), fill("es", 6, 5)]
    seen = shown(*rows, parts=(only(site("far")),))
    assert [(t.tour, t.heads) for t in seen.tours] == [("t001", 6)]
    assert seen.moves == ()
    assert [f.heads for f in seen.fills] == [6, 6]


def test_a_tour_that_ever_is_under_a_hidden_command_is_hidden_whole():
    es = tour("es", 10, -4, name="a")
    seen = shown(es, rehat(es, "NEW", 5), fill("es", 10, 0, 5), parts=(only(command("NEW")),))
    assert (seen.tours, seen.rehats, seen.fills) == ((), (), ())


def test_fills_are_cut_to_the_weeks_heads_site_and_command_that_tours_carry():
    secret = tour("es", 10, 2, name="a")
    rows = [
        tour("us", 10, -4),
        tour("es", 10, -4, 4),
        secret,
        move(secret, "far", 9),
        fill("es", 8, 0, 9),
        fill("es", 5, 0, 3, activity="guard"),
        fill("es", 5, 0, 3, activity="away"),
    ]
    parts = (only(site("far")), activity("guard"), site("near"), activity("away", site="near"))
    parts += tuple(billet(9, activity=name) for name in ("guard", "away"))
    seen = shown(*rows, parts=parts)
    monday = mission(weeks=12).calendar.monday
    assert [(f.activity, f.heads, f.from_, f.until) for f in seen.fills] == [
        ("train", 8, monday(0), monday(4)),
        ("guard", 2, monday(0), monday(3)),
    ]


def test_work_in_hidden_posts_is_hidden():
    """The activity is shown, and some rows of its billets are not."""
    hidden = (only(billet(3, from_=2, until=5)), only(billet(4, skill="eod")), people("es", 4, "eod"))
    rows = [tour("es", 10, -4), tour("es", 4, -4, people="eod")]
    work = [fill("es", 1), fill("es", 4, 1, 9), fill("es", 4, skill="eod", people="eod")]
    seen = shown(*rows, *work, parts=hidden, basics=(*BASICS[:-1], billet(2)))
    monday = mission(weeks=12).calendar.monday
    assert [(f.skill, f.heads, f.from_, f.until) for f in seen.fills] == [
        ("inf", 1, monday(0), None),
        ("inf", 1, monday(1), monday(9)),
    ]
    secret = (activity("guard"), only(billet(9, activity="guard")), billet(3))
    seen = shown(tour("es", 10, -4), fill("es", 9, activity="guard"), fill("es", 10), parts=secret)
    assert [(f.activity, f.heads) for f in seen.fills] == [("train", 10)], "hidden work takes nobody from other work"
    few = (*BASICS[:-1], billet(3), billet(4))
    seen = shown(tour("es", 1, -4), tour("us", 10, -4), fill("es", 6), fill("us", 9), basics=few)
    assert [(f.contingent, f.heads) for f in seen.fills] == [("es", 1), ("us", 6)], "nobody takes no post"
    later = (activity("later", from_=6), billet(5, activity="later"))
    seen = shown(rows[0], fill("es", 5, 3, activity="later"), parts=later)
    assert [(f.heads, f.from_) for f in seen.fills] == [(5, monday(6))]


@pytest.mark.parametrize(("overlap", "first"), [(0, 2), (3, 5)])
def test_newcomers_carry_nothing_during_their_overlap(overlap, first):
    seen = shown(
        tour("es", 10, 2), fill("es", 10, 2), basics=(ESP, NOR, nation("USA"), site(overlap=overlap), *POSTS[4:])
    )
    assert [(f.heads, f.from_, f.until) for f in seen.fills] == [(10, mission().calendar.monday(first), None)]


def test_after_the_handover_only_those_under_the_new_command_carry():
    es = tour("es", 10, -4, name="a")
    seen = shown(es, rehat(es, "NEW", 6), fill("es", 10), handover(4))
    monday = mission(weeks=12).calendar.monday
    assert [(f.from_, f.until) for f in seen.fills] == [(monday(0), monday(4)), (monday(6), None)]


def test_people_count_elsewhere_only_as_far_as_tours_shown_have_left_in_time():
    secret = tour("es", 6, -4, 3, name="a")
    rows = [
        secret,
        move(secret, "far", 1),
        tour("es", 4, -4, 5),
        onward("es", 10, 7, to="need"),
        onward("es", 3, 3, to="now"),
    ]
    seen = shown(*rows, parts=(only(site("far")), need("need", 10, reset_weeks=4), need("now", 5)))
    monday = mission(weeks=12).calendar.monday
    assert [(o.elsewhere, o.heads, o.from_, o.until) for o in seen.onward] == [
        ("need", 4, monday(9), None),
        ("now", 3, monday(5), monday(9)),
    ]


def test_who_is_back_counts_nowhere_else():
    seen = shown(tour("es", 10, -4, 2), tour("es", 7, 6), onward("es", 10, 2), parts=(need("need", 10),))
    assert [(o.heads, o.from_) for o in seen.onward] == [
        (10, mission().calendar.monday(2)),
        (3, mission().calendar.monday(6)),
    ]


def test_who_is_not_home_for_long_enough_and_not_all_there_is_no_less_than_nobody():
    rows = [tour("es", 10, -4, 2), tour("es", 7, 6), onward("es", 10, 6, to="slow"), onward("es", 10, 6, 7, to="now")]
    seen = shown(*rows, parts=(need("slow", 10, reset_weeks=5), need("now", 10)))
    assert [(o.elsewhere, o.heads, o.from_) for o in seen.onward] == [
        ("slow", 3, mission().calendar.monday(7)),
        ("now", 3, mission().calendar.monday(6)),
    ]


def test_a_second_set_takes_nobody_from_those_who_are_home():
    es = in_place("es", "ESP", 10, rotations=2)
    m = mission(*BASICS, *es, need("need", 10), weeks=12)
    p = plan(m, tour("es", 10, -4, 2), tour("es", 10, 6), onward("es", 10, 2))
    assert released(m, p, "ESP")[1].onward == p.onward


def test_who_goes_to_a_hidden_need_is_not_shown():
    seen = shown(tour("es", 10, -4, 2), onward("es", 10, 2), parts=(only(need("need", 10)),))
    assert seen.onward == ()


def test_what_is_carried_whole_is_kept_as_it_is_written():
    seen = shown(es := tour("es", 10, -4), work := fill("es", 10, -2, 12))
    assert (seen.tours, seen.fills) == ((es,), (work,))


@pytest.mark.parametrize(
    "change",
    [
        {"contingent": "us"},
        {"people": ("sigint",)},
        {"site": "far"},
        {"from_": "JSOC"},
        {"to": "JSOC"},
    ],
    ids=" ".join,
)
def test_a_tour_is_hidden_if_any_cell_of_its_changes_names_something_hidden(change):
    """Even in a plan that contradicts itself, no hidden name comes through."""
    hidden = [only(part) for part in (FORCES[0], skill("sigint"), site("far"), command("JSOC"))]
    m = mission(*BASICS, *hidden, FORCES[1], weeks=12)
    es = tour("es", 10, -4, name="a")
    honest = rehat(es, "NEW", 3)
    assert len(released(m, plan(m, es, honest), "ESP")[1].rehats) == 1
    seen = released(m, plan(m, es, honest.model_copy(update=change)), "ESP")[1]
    assert (seen.tours, seen.rehats) == ((), ())


def test_a_fill_of_a_hidden_skill_is_hidden():
    seen = shown(tour("es", 10, -4), fill("es", 2, skill="sigint"), parts=(only(skill("sigint")),))
    assert seen.fills == ()


def test_a_handover_to_a_hidden_command_is_hidden_with_its_activity():
    seen = shown(tour("es", 10, -4), handover(3), fill("es", 2), parts=(only(command("NEW")),))
    assert (seen.handovers, seen.fills) == ((), ())


def test_tours_are_named_anew_and_nothing_is_told_of_the_whole_plan():
    us, es, more = tour("us", 10, -4, name="t1"), tour("es", 4, -4, name="t17"), tour("es", 6, -4)
    m = mission(*BASICS, only(FORCES[0]), FORCES[1], site("near"), weeks=12)
    goal = GoalResult(goal="coverage", value=1, bound=1, scale=9, proof="optimal")
    head = {"digest": m.digest, "made_by": {"engine": "highs", "seconds": "7"}, "goals": (goal,), "verdict": "lawful"}
    p = plan(m, us, es, more, move(es, "near", 3)).model_copy(update=head)
    account = account_for(m, p, "ESP")
    assert [t.tour for t in account.plan.tours] == ["t001", None]
    assert [move.tour for move in account.plan.moves] == ["t001"]
    assert (account.plan.made_by, account.plan.goals, account.plan.verdict) == ({}, (), "")
    assert account.plan.digest == account.mission.digest != m.digest
    assert (account.verdict, account.viewer, account.tables.goals) == (None, "ESP", ())
    assert account.tables.numbers.in_place == 10


def test_what_is_wholly_releasable_is_shown_whole(relief):
    m, p = relief
    view, seen = released(m, p, "NOR" if any(n.code == "NOR" for n in m.nations) else "ESP")
    assert view == m
    assert verify(m, p).is_lawful
    assert seen == p.model_copy(update={"digest": m.digest})


def test_an_empty_view_can_be_told():
    parts = [only(part) for part in (site(), activity(), *contingent("es", "ESP", 5), nation("ESP"))]
    m = mission(nation("USA"), *parts, only(billet(3)))
    account = account_for(m, plan(m, tour("es", 5), fill("es", 3)), "ESP")
    assert {table for table in TABLES if getattr(account.mission, table)} == {"nations", "commands", "skills"}
    assert account.tables.numbers.required_peak == account.tables.numbers.offered == 0


def test_a_plan_that_names_what_the_mission_has_not_gives_a_view_without_it():
    m = mission(*BASICS, FORCES[1])
    view, seen = released(m, plan(m, tour("xx"), tour("es", people="yy"), fill("es", activity="zz")), "ESP")
    assert view == m
    assert (seen.tours, seen.fills) == ((), ())


def test_the_notice_names_the_viewer_and_what_is_missing():
    m = mission(*BASICS)
    words = notice(account_for(m, plan(m), "ESP"))
    assert words.startswith("View of ESP: only what is releasable to it;")
    assert "posts may be filled by others" in words
    assert notice(account_of(m, plan(m))) == ""
