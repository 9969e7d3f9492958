"""The large mission is as large as the speed goals say, and its plan can be read."""

from contingent.core.findings import Severity
from contingent.domain.checks import CODES, check
from contingent.verify.references import unknown_references
from large import ACTIVITIES, CONTINGENTS, NATIONS, SITES, WEEKS, large_mission, large_plan


def test_it_has_the_size_of_the_speed_goals():
    m = large_mission()
    sizes = (len(m.nations), len(m.contingents), len(m.activities), len(m.sites), m.weeks)
    assert sizes == (NATIONS, CONTINGENTS, ACTIVITIES, SITES, WEEKS) == (60, 400, 150, 20, 156)


def test_nothing_in_it_is_an_error():
    assert [fault for fault in check(large_mission()) if CODES[fault.code].severity is Severity.ERROR] == []


def test_its_plan_names_only_what_it_has_and_has_rows_in_every_table():
    m = large_mission()
    p = large_plan(m)
    assert [*unknown_references(m, p)] == []
    assert all((p.tours, p.moves, p.rehats, p.fills, p.handovers, p.onward))


def test_it_is_the_same_on_every_call():
    m = large_mission()
    assert (m, large_plan(m)) == (large_mission(), large_plan(large_mission()))
