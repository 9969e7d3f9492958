"""What a nation may see: docs/concepts/releasability.md, of a mission and of a plan.

Pure: a view is reckoned from the rows that are released, and nothing that is hidden is looked at after that.
"""

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.report.account import Account
from contingent.report.releasable.mission import released_mission
from contingent.report.releasable.plan import released_plan
from contingent.report.tables import tabulate

__all__ = ["account_for", "mission_notice", "notice", "released", "released_mission"]


def released(mission: Mission, plan: Plan, nation: str) -> tuple[Mission, Plan]:
    """Return a mission and its plan with only what a nation may see.

    The plan may be unlawful; what it names and the mission does not have is left out.

    Raises
    ------
    DataError
        No row of `nations` has the nation.
    """
    view = released_mission(mission, nation)
    return view, released_plan(view, plan)


def account_for(mission: Mission, plan: Plan, nation: str) -> Account:
    """Return the account that a nation may read: without verdict and goals, and reckoned from what is released alone.

    Raises
    ------
    DataError
        No row of `nations` has the nation.
    """
    view, shown = released(mission, plan, nation)
    return Account(view, shown, None, tabulate(view, shown), viewer=nation)


def notice(account: Account) -> str:
    """Return what every output of a view must say; blank for the planner's own account."""
    if account.viewer is None:
        return ""
    return (
        f"{_view_of(account.viewer)}; goals, bounds and the verdict of the whole plan are "
        "not shown; posts may be filled by others that are not shown."
    )


def mission_notice(viewer: str) -> str:
    """Return what every output of a nation's view of a mission, without a plan, must say."""
    return f"{_view_of(viewer)}; there may be rows that are not shown."


def _view_of(viewer: str) -> str:
    return f"View of {viewer}: only what is releasable to it"
