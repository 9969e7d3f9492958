"""Which limits and refusals bind in this plan; `reached.py` and `refused.py` say what that means."""

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.report.bound import BindingRow, Kind
from contingent.report.coverage import Line, Posts
from contingent.report.reached import reached_rows
from contingent.report.refused import refused_rows
from contingent.report.theatre import Theatre

__all__ = ["BindingRow", "Kind", "binding_rows"]


def binding_rows(mission: Mission, plan: Plan, theatre: Theatre, posts: dict[Line, Posts]) -> tuple[BindingRow, ...]:
    """Return ceilings, mandates, beds and lift that are reached, then caveats and consents that bind.

    Each in the order of the mission.
    """
    return (*reached_rows(mission, plan, theatre), *refused_rows(mission, plan, posts))
