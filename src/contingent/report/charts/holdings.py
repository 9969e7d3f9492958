"""Who holds what: the words to the picture of activities and the contingents that hold them over time."""

from contingent.core.counted import counted
from contingent.report.account import Account
from contingent.report.wording import day

TITLE = "Who holds what"


def sentence(account: Account) -> str:
    """Say how many contingents hold how many activities, and how many activities change command and until when."""
    rows = account.tables.holdings
    if not rows:
        return "Nobody holds any activity in this plan."
    activities = counted(len({row.activity for row in rows}), "activity", "activities")
    contingents = counted(len({row.contingent for row in rows}), "contingent")
    words = f"Posts in {activities} are held by {contingents}"
    due = account.tables.handovers
    if not due:
        return f"{words}; no activity is to change command."
    weeks = sorted(row.week for row in due if row.week is not None)
    if not weeks:
        return f"{words}; none of {counted(len(due), 'handover')} that the mission asks for."
    last = f"{'the last ' if len(weeks) > 1 else ''}in the week of {day(weeks[-1])}"
    return f"{words}; {len(weeks)} of {counted(len(due), 'handover')} that the mission asks for, {last}."
