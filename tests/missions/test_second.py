"""The bundled mission ``missions/kfor``: steady rotation. Its honesty about facts, and that its limits bind."""

from math import ceil
from pathlib import Path

import pytest

from contingent.core.findings import Finding
from contingent.domain.mission import TABLES, Mission
from contingent.domain.tables import Contingent, Sourced
from contingent.domain.vocabulary import Confidence, Goal, PledgeState
from contingent.files import check_folder, courses, read_mission, read_mission_under

KFOR = Path(__file__).parents[2] / "missions" / "kfor"
SOURCED = [name for name, table in TABLES.items() if issubclass(table, Sourced)]


def kfor(course: str = "") -> Mission:
    """Read the mission, as it stands or under a course of action."""
    mission = (read_mission_under(KFOR, course) if course else read_mission(KFOR)).mission
    assert mission is not None
    return mission


def contingent(name: str) -> Contingent:
    """Return a contingent by its name."""
    return next(k for k in kfor().contingents if k.id == name)


def strength(k: Contingent) -> int:
    """Return the people of one set, support included. [person]"""
    heads = sum(p.count for p in kfor().people if p.contingent == k.id)
    return heads + ceil(k.support * heads)


def in_place() -> list[Contingent]:
    """Return the contingents that are in place."""
    return [k for k in kfor().contingents if k.state is PledgeState.IN_PLACE]


def must_leave(k: Contingent) -> int:
    """Return the last week in which the set in place may leave."""
    assert k.since is not None
    assert k.tour_max is not None
    return kfor().calendar.week(k.since) + k.tour_max


def limit(table: str, **cells: str) -> int:
    """Return the number that a row of limits gives."""
    row = next(r for r in getattr(kfor(), table) if all(getattr(r, c) == v for c, v in cells.items()))
    return next(getattr(row, name) for name in ("max", "seats", "beds") if hasattr(row, name))


def test_nothing_in_it_is_wrong_or_strange() -> None:
    nothing: tuple[Finding, ...] = ()
    assert check_folder(KFOR) == nothing


def test_it_is_as_large_as_its_page_says() -> None:
    mission = kfor()
    assert len({k.nation for k in mission.contingents}) == 12
    assert (len(mission.sites), len(mission.activities)) == (5, 11)
    assert (len(mission.contingents), len(in_place())) == (14, 13)
    text = (KFOR / "README.md").read_text(encoding="utf-8")
    for words in ("12 contributors", "five camps, 11 activities, 14 contingents, of which 13 are in place"):
        assert words in text


def test_there_is_no_transition() -> None:
    assert not [a for a in kfor().activities if a.hand_to]
    assert {Goal.HANDOVER, Goal.RELEASE}.isdisjoint(kfor().planning.goals)


# Honesty


@pytest.mark.parametrize("table", SOURCED)
def test_facts_have_a_source_that_exists(table: str) -> None:
    known = {source.id for source in kfor().sources}
    for row in getattr(kfor(), table):
        assert row.confidence is not None
        assert set(row.source) <= known, row
        assert row.source or row.confidence is Confidence.ILLUSTRATIVE, row
        assert row.note or row.confidence is Confidence.FACT, row


def test_every_source_is_cited() -> None:
    cited = {name for table in SOURCED for row in getattr(kfor(), table) for name in row.source}
    assert cited == {source.id for source in kfor().sources}


def test_published_figures_are_the_published_ones() -> None:
    assert strength(contingent("deu-kfor")) == 82
    assert strength(contingent("che-rcw")) == 165
    assert sum(strength(k) for k in in_place() if k.nation == "ITA") == 620
    facts = {(m.nation, m.max) for m in kfor().mandates if m.confidence is Confidence.FACT}
    assert facts == {("DEU", 400), ("CHE", 195)}


# A puzzle: limits bind


def test_every_set_in_place_must_be_relieved() -> None:
    assert all(0 < must_leave(k) < kfor().weeks for k in in_place())


def test_the_sets_of_each_nation_last_to_the_end() -> None:
    for k in in_place():
        assert k.tour_max is not None
        assert must_leave(k) + (k.rotations - 1) * k.tour_max >= kfor().weeks, k.id
        assert k.dwell > kfor().weeks, f"no set of {k.id} may come a second time"


def test_there_is_not_room_for_every_relief_at_once() -> None:
    there, most = sum(strength(k) for k in in_place()), limit("ceilings", id="force")
    april = [k for k in in_place() if 9 <= must_leave(k) <= 16]
    assert len(april) >= 4
    assert there <= most < there + sum(strength(k) for k in april)


def test_the_swiss_relief_goes_by_steps() -> None:
    swiss = strength(contingent("che-rcw"))
    assert swiss < limit("mandates", nation="CHE") < 2 * swiss


def test_a_whole_battalion_and_its_relief_do_not_travel_in_one_week() -> None:
    battalion = strength(contingent("hun-res"))
    assert contingent("hun-res").indivisible
    assert battalion <= limit("lift", where="XKX") < 2 * battalion
    assert limit("sites", id="slim-lines") >= 2 * battalion


def test_the_camp_of_the_west_cannot_hold_two_large_reliefs() -> None:
    there = sum(strength(k) for k in in_place() if k.site == "villaggio")
    largest = sorted(strength(k) for k in in_place() if k.site == "villaggio")[-2:]
    assert there <= limit("sites", id="villaggio") < there + sum(largest)


def test_the_reserve_is_a_must() -> None:
    assert [t.id for t in kfor().targets if t.must] == ["reserve-never-gone"]


def test_a_course_of_action_goes_without_the_british_offer() -> None:
    assert courses(KFOR) == ("no-summer-reserve",)
    least = kfor().planning.counts_from
    lost = {k.id for k in kfor().contingents if k.state.counts_from(least)} - {
        k.id for k in kfor("no-summer-reserve").contingents if k.state.counts_from(least)
    }
    assert lost == {"gbr-reserve"}
