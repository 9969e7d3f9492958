"""All numbers that a report shows, computed once from a mission and a plan; whoever prints them only prints."""

from dataclasses import dataclass

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.report.coverage import HandoverRow, ShortfallRow, filled_by_week, handover_rows, shortfall_rows
from contingent.report.departures import DepartureRow, departure_rows
from contingent.report.goals import GoalRow, goal_rows
from contingent.report.presence import heads_by_site_week, stretches, with_support
from contingent.report.strength import FiveNumbers, NationRow, WeekRow, five_numbers, nation_rows, week_rows


@dataclass(frozen=True, slots=True)
class Tables:
    """A plan in numbers."""

    goals: tuple[GoalRow, ...]
    numbers: FiveNumbers
    nations: tuple[NationRow, ...]
    handovers: tuple[HandoverRow, ...]
    departures: tuple[DepartureRow, ...]
    shortfalls: tuple[ShortfallRow, ...]
    weeks: tuple[WeekRow, ...]


def tabulate(mission: Mission, plan: Plan) -> Tables:
    """Compute all tables. The plan may be unlawful, but may name only what the mission has."""
    strength = with_support(mission, heads_by_site_week(stretches(mission, plan)))
    return Tables(
        goals=goal_rows(plan),
        numbers=five_numbers(mission),
        nations=nation_rows(mission, strength),
        handovers=handover_rows(mission, plan),
        departures=departure_rows(mission, plan),
        shortfalls=shortfall_rows(mission, plan),
        weeks=week_rows(mission, plan, strength, filled_by_week(mission, plan)),
    )
