"""All numbers that a report shows, computed once from a mission and a plan; whoever prints them only prints."""

from dataclasses import dataclass

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.report.binding import BindingRow, binding_rows
from contingent.report.burden import BurdenRow, burden_rows
from contingent.report.cover import CoverRow, cover_rows
from contingent.report.coverage import (
    HandoverRow,
    ShortfallRow,
    filled_by_week,
    handover_rows,
    posts_by_line,
    shortfall_rows,
)
from contingent.report.decisions import DecisionRow, decision_rows
from contingent.report.departures import DepartureRow, departure_rows
from contingent.report.facts import FactRow, Illustrated, fact_rows, illustrated
from contingent.report.goals import GoalRow, goal_rows
from contingent.report.headcount import HeadcountRow, headcount_rows
from contingent.report.holdings import HoldingRow, holding_rows
from contingent.report.pledges import PledgeRow, pledge_rows
from contingent.report.presence import stretches
from contingent.report.releasing import OnwardRow, ReleasingRow, onward_rows, releasing_rows
from contingent.report.sites import SiteRow, site_rows
from contingent.report.strength import FiveNumbers, NationRow, WeekRow, five_numbers, nation_rows, week_rows
from contingent.report.theatre import theatre_of


@dataclass(frozen=True, slots=True)
class Tables:
    """A plan in numbers. What each table counts, in plain words: docs/concepts/report.md."""

    goals: tuple[GoalRow, ...]
    numbers: FiveNumbers
    nations: tuple[NationRow, ...]
    handovers: tuple[HandoverRow, ...]
    departures: tuple[DepartureRow, ...]
    shortfalls: tuple[ShortfallRow, ...]
    weeks: tuple[WeekRow, ...]
    headcount: tuple[HeadcountRow, ...]
    holdings: tuple[HoldingRow, ...]
    cover: tuple[CoverRow, ...]
    sites: tuple[SiteRow, ...]
    releasing: tuple[ReleasingRow, ...]
    onward: tuple[OnwardRow, ...]
    burden: tuple[BurdenRow, ...]
    binding: tuple[BindingRow, ...]
    pledges: tuple[PledgeRow, ...]
    decisions: tuple[DecisionRow, ...]
    facts: tuple[FactRow, ...]
    illustrative: Illustrated


def tabulate(mission: Mission, plan: Plan) -> Tables:
    """Compute all tables. The plan may be unlawful, but may name only what the mission has."""
    parts = tuple(stretches(mission, plan))
    theatre = theatre_of(mission, parts)
    posts = posts_by_line(mission, plan)
    pledges = pledge_rows(mission, theatre)
    return Tables(
        goals=goal_rows(plan),
        numbers=five_numbers(mission),
        nations=nation_rows(mission, theatre),
        handovers=handover_rows(mission, plan),
        departures=departure_rows(mission, plan),
        shortfalls=shortfall_rows(mission, posts),
        weeks=week_rows(mission, plan, theatre, filled_by_week(mission, posts)),
        headcount=headcount_rows(mission, theatre),
        holdings=holding_rows(mission, plan, parts),
        cover=cover_rows(mission, posts),
        sites=site_rows(mission, theatre),
        releasing=releasing_rows(mission, plan, theatre),
        onward=onward_rows(mission, plan, theatre),
        burden=burden_rows(mission, theatre),
        binding=binding_rows(mission, plan, theatre, posts),
        pledges=pledges,
        decisions=decision_rows(mission, plan, theatre, posts, pledges),
        facts=fact_rows(mission),
        illustrative=illustrated(mission),
    )
