"""The bundled mission ``missions/iraq-2020``: its size, its honesty about facts, and that its limits bind."""

import re
import tomllib
from datetime import date
from fractions import Fraction
from functools import cache
from math import ceil
from pathlib import Path

import pytest

from contingent.core.findings import Severity
from contingent.domain.mission import TABLES, Mission
from contingent.domain.tables import Contingent, Sourced
from contingent.domain.vocabulary import Confidence, Goal, PledgeState
from contingent.files import check_folder, courses, read_mission, read_mission_under

IRAQ = Path(__file__).parents[2] / "missions" / "iraq-2020"

CLOSURES = {
    "al-qaim": date(2020, 3, 17),
    "qwest": date(2020, 3, 26),
    "k1": date(2020, 3, 29),
    "taqaddum": date(2020, 4, 4),
    "besmaya": date(2020, 7, 25),
    "taji": date(2020, 8, 23),
}
"""Days on which the bases were handed back, as published."""

SOURCED = [name for name, table in TABLES.items() if issubclass(table, Sourced)]


@cache
def iraq(course: str = "") -> Mission:
    """Read the mission, as it stands or under a course of action."""
    reading = read_mission_under(IRAQ, course) if course else read_mission(IRAQ)
    assert reading.mission is not None, "\n".join(map(str, reading.findings))
    return reading.mission


def in_place(mission: Mission) -> list[Contingent]:
    """Return the contingents that are in place."""
    return [k for k in mission.contingents if k.state is PledgeState.IN_PLACE]


def counting(mission: Mission) -> set[str]:
    """Return the contingents whose pledge counts."""
    return {k.id for k in mission.contingents if k.state.counts_from(mission.planning.counts_from)}


def one_set(mission: Mission, contingent: Contingent) -> int:
    """Return the strength of one set of a contingent, support element included. [person]"""
    heads = sum(p.count for p in mission.people if p.contingent == contingent.id)
    return heads + ceil(Fraction(contingent.support) * heads)


def host_of(mission: Mission, site: str | None) -> str:
    """Return the host of a site."""
    return next(s.host or mission.host for s in mission.sites if s.id == site)


# Size


def test_it_runs_weekly_from_february_2020_to_the_end_of_2021() -> None:
    mission = iraq()
    assert (mission.start, mission.weeks, mission.host) == (date(2020, 2, 17), 98, "IRQ")
    assert mission.calendar.monday(mission.weeks) > date(2021, 12, 31)


@pytest.mark.parametrize(
    ("table", "least"), [("nations", 20), ("sites", 10), ("activities", 15), ("contingents", 40), ("sources", 40)]
)
def test_it_is_large_enough_to_be_a_puzzle(table: str, least: int) -> None:
    assert len(getattr(iraq(), table)) >= least


def test_at_least_eighteen_nations_contribute() -> None:
    assert len({k.nation for k in iraq().contingents}) >= 18


@pytest.mark.parametrize("table", [name for name in TABLES if name != "sources"])
def test_every_table_is_used(table: str) -> None:
    assert getattr(iraq(), table)


def test_all_goals_but_burden_are_planned_in_their_order() -> None:
    # Nobody had agreed on shares in February 2020; the verifier counts the burden all the same.
    assert iraq().planning.goals == tuple(goal for goal in Goal if goal is not Goal.BURDEN)
    assert iraq().planning.release == ("USA",)


def test_it_is_read_without_an_error_or_a_warning() -> None:
    strange = [f for f in check_folder(IRAQ) if f.severity is not Severity.NOTICE]
    assert strange == []


# Honesty


@pytest.mark.parametrize("table", SOURCED)
def test_every_row_says_how_sure_it_is(table: str) -> None:
    assert [row for row in getattr(iraq(), table) if row.confidence is None] == []


@pytest.mark.parametrize("table", SOURCED)
def test_facts_have_a_source_that_exists(table: str) -> None:
    known = {source.id for source in iraq().sources}
    for row in getattr(iraq(), table):
        assert set(row.source) <= known, row
        assert row.source or row.confidence is Confidence.ILLUSTRATIVE, row


def test_every_source_is_cited_and_has_a_title_and_publisher() -> None:
    cited = {name for table in SOURCED for row in getattr(iraq(), table) for name in row.source}
    for source in iraq().sources:
        assert source.id in cited
        assert source.title
        assert source.publisher


def test_a_made_up_row_with_a_source_says_which_part_is_a_fact() -> None:
    rows = [row for table in SOURCED for row in getattr(iraq(), table)]
    mixed = [row for row in rows if row.confidence is Confidence.ILLUSTRATIVE and row.source]
    assert mixed
    assert [row for row in mixed if not row.note] == []


def test_the_confidence_is_not_all_the_same() -> None:
    used = {row.confidence for table in SOURCED for row in getattr(iraq(), table)}
    assert used == set(Confidence)


def test_figures_in_conflict_are_named() -> None:
    note = next(k.note for k in iraq().contingents if k.id == "esp-nmi")
    assert "13" in note
    assert "70" in note


def test_the_marking_says_exercise() -> None:
    assert "EXERCISE" in iraq().marking
    assert "illustrative" in iraq().marking


# Facts


def test_bases_close_on_the_published_days() -> None:
    closing = {site.id: site.closes for site in iraq().sites if site.closes}
    assert closing == CLOSURES


@pytest.mark.parametrize(
    ("nation", "most", "until"),
    [
        ("CAN", 250, None),
        ("DEU", 700, date(2020, 10, 31)),
        ("DEU", 500, date(2022, 1, 31)),
        ("DNK", 285, date(2022, 6, 1)),
        ("ITA", 1100, None),
        ("SVK", 42, None),
    ],
)
def test_national_limits_are_the_published_ones(nation: str, most: int, until: date | None) -> None:
    facts = [m for m in iraq().mandates if m.confidence is Confidence.FACT]
    assert (nation, most, until) in {(m.nation, m.max, m.until) for m in facts}


def test_portugal_serves_with_spain() -> None:
    pairs = {(c.contingent, c.value) for c in iraq().conditions if c.kind == "present-with"}
    assert ("prt-besmaya", "esp-besmaya") in pairs


def test_denmark_waits_for_its_vote() -> None:
    vote = next(c for c in iraq().conditions if c.contingent == "dnk-lead" and c.kind == "vote")
    assert vote.expected == date(2020, 6, 11)


def test_nato_is_not_beyond_baghdad_before_february_2021() -> None:
    beyond = [c for c in iraq().consents if c.who == "nmi" and c.where in {"al-asad", "erbil"}]
    assert len(beyond) == 2
    assert all(c.from_ is not None and c.from_ >= date(2021, 2, 18) for c in beyond)
    assert not [c for c in iraq().consents if c.who == "nmi" and c.where == "*" and c.status != "refused"]


# A puzzle: limits bind


def test_the_country_is_full_on_the_first_day() -> None:
    mission = iraq()
    there = [k for k in in_place(mission) if host_of(mission, k.site) == mission.host]
    strength = sum(one_set(mission, k) for k in there)
    ceiling = next(c.max for c in mission.ceilings if c.id == "no-net-increase")
    largest = max(one_set(mission, k) for k in there)
    assert strength <= ceiling < strength + largest, "both sides of a relief must not fit before somebody has left"


def test_nato_cannot_take_over_everything_at_once() -> None:
    mission = iraq()
    serving = sum(one_set(mission, k) for k in in_place(mission) if k.commands[0] == "nmi")
    asked = {a.id for a in mission.activities if a.hand_to == "nmi"}
    posts = sum(b.count for b in mission.billets if b.activity in asked)
    first = next(c.max for c in mission.ceilings if c.id == "nmi-2020")
    assert serving <= first < serving + posts


def test_a_whole_canadian_relief_exceeds_the_canadian_limit() -> None:
    mission = iraq()
    canadian = [one_set(mission, k) for k in in_place(mission) if k.nation == "CAN"]
    assert sum(canadian) <= 250 < sum(canadian) + max(canadian)


def test_nobody_may_train_units_at_the_airport_for_two_weeks() -> None:
    mission = iraq()
    words = [c for c in mission.consents if c.what == "unit-training" and c.status == "refused"]
    coalition = next(c for c in words if c.who == "oir")
    nato = next(c for c in words if c.who == "nmi")
    assert coalition.from_ is not None
    assert nato.until is not None
    assert mission.calendar.week(nato.until) - mission.calendar.week(coalition.from_) == 2


def test_those_at_closing_bases_can_leave_in_time() -> None:
    mission = iraq()
    for k in in_place(mission):
        assert k.site is not None
        assert k.since is not None
        closes = CLOSURES.get(k.site)
        if closes and not k.moves:
            present = mission.calendar.week(closes) - mission.calendar.week(k.since)
            assert present >= k.tour_min, k.id


def test_every_essential_post_could_be_filled_by_someone() -> None:
    mission = iraq()
    site_of = {a.id: a.site for a in mission.activities}
    reach = {
        (site, skill)
        for k in mission.contingents
        if k.id in counting(mission)
        for site in (k.sites or (k.site,))
        for p in mission.people
        if p.contingent == k.id
        for skill in p.skills
    }
    assert [b for b in mission.billets if b.essential and (site_of[b.activity], b.skill) not in reach] == []


# Courses of action


def test_the_courses_of_action_are_these() -> None:
    assert courses(IRAQ) == ("both", "new-nations", "nothing", "those-in-place")


@pytest.mark.parametrize("name", courses(IRAQ))
def test_a_course_of_action_changes_the_mission(name: str) -> None:
    assert iraq(name) != iraq()
    assert tomllib.loads((IRAQ / "coas" / f"{name}.toml").read_text(encoding="utf-8"))["title"]


def test_those_in_place_change_command_and_offers_do_not_count() -> None:
    mission = iraq("those-in-place")
    assert [k.id for k in in_place(mission) if k.commands == ("oir", "nmi")]
    assert counting(mission) < counting(iraq())


def test_new_nations_come_and_nobody_changes_command() -> None:
    mission = iraq("new-nations")
    assert all(len(k.commands) == 1 for k in mission.contingents)
    assert counting(mission) > counting(iraq())


def test_both_lets_everybody_come_and_change_command() -> None:
    mission = iraq("both")
    assert counting(mission) == counting(iraq("new-nations"))
    assert mission.contingents == iraq().contingents


def test_nothing_hands_over_nothing() -> None:
    mission = iraq("nothing")
    assert not [a for a in mission.activities if a.hand_to or a.with_]
    assert all(len(k.commands) == 1 for k in mission.contingents)
    assert counting(mission) == counting(iraq("those-in-place"))
    assert mission.planning.release == ()
    assert {Goal.RELEASE, Goal.HANDOVER}.isdisjoint(mission.planning.goals)


def test_the_readme_counts_what_is_there() -> None:
    text = (IRAQ / "README.md").read_text(encoding="utf-8")
    mission = iraq()
    assert re.search(rf"\b{len(mission.activities)} activities", text)
    assert re.search(rf"\b{len(mission.contingents)} contingents, of which {len(in_place(mission))} are in place", text)
    assert re.search(rf"\b{len({k.nation for k in mission.contingents})} contributors", text)
