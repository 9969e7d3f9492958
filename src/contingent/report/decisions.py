"""The decisions that a plan rests on, each with the latest day on which it can be made: docs/concepts/decisions.md."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.report.coverage import Line, Posts
from contingent.report.decision import DecisionKind, DecisionRow, Ground
from contingent.report.decisions_of_nations import (
    condition_decisions,
    mandate_decisions,
    pledge_decisions,
    renewal_decisions,
)
from contingent.report.decisions_of_others import (
    closure_decisions,
    consent_decisions,
    handover_decisions,
    lift_decisions,
)
from contingent.report.pledges import PledgeRow
from contingent.report.theatre import Theatre

__all__ = ["DecisionKind", "DecisionRow", "decision_rows", "judged"]


def decision_rows(
    mission: Mission, plan: Plan, theatre: Theatre, posts: Mapping[Line, Posts], pledges: tuple[PledgeRow, ...]
) -> tuple[DecisionRow, ...]:
    """Return all decisions by their latest day, then by kind, then in the order of the mission; none is judged."""
    ground = Ground(mission, plan, theatre, posts)
    rows = (
        *pledge_decisions(ground),
        *renewal_decisions(ground, pledges),
        *condition_decisions(ground),
        *consent_decisions(ground),
        *mandate_decisions(ground),
        *lift_decisions(ground),
        *handover_decisions(ground),
        *closure_decisions(ground),
    )
    kinds = list(DecisionKind)
    return tuple(sorted(rows, key=lambda row: (row.by, kinds.index(row.kind))))


def judged(rows: Iterable[DecisionRow], today: date | None) -> tuple[DecisionRow, ...]:
    """Return decisions with whether their day lies before ``today``; None: they are not judged."""
    return tuple(replace(row, passed=None if today is None else row.by < today) for row in rows)
