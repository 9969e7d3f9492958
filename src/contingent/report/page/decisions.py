"""The section of the decisions that the plan rests on."""

from contingent.core.counted import counted
from contingent.report.account import Account
from contingent.report.page.sheet import NONE, Marker, Section, Sheet, cells
from contingent.report.wording import day

_COLUMNS = (
    "decide by", "kind", "who decides", "what", "expected", "first use", "people", "person-weeks", "essential",
    "activities",
)  # fmt: skip


def decision_section(account: Account, mark: Marker) -> Section:
    """Return all decisions by their latest day; whether it has passed, if that was judged."""
    rows = account.tables.decisions
    is_judged = any(row.passed is not None for row in rows)
    found = [
        (
            day(row.by),
            *((("passed" if row.passed else "in time"),) if is_judged else ()),
            row.kind.value,
            row.owner,
            mark.name(row.table, row.row, row.what),
            NONE if row.expected is None else day(row.expected),
            day(row.first_use),
            f"{row.people:,}",
            f"{row.person_weeks:,}",
            f"{row.essential:,}",
            ", ".join(row.activities) or NONE,
        )
        for row in rows
    ]
    said = "The plan rests on no decision that is still to be made."
    if rows:
        held = counted(len(rows), "decision")
        last = f", the last by {day(rows[-1].by)}" if len(rows) > 1 else ""
        passed = f" The day of {sum(bool(row.passed) for row in rows):,} has passed." if is_judged else ""
        said = f"The plan rests on {held} still to be made, the first by {day(rows[0].by)}{last}.{passed}"
    key = (
        "decide by: the latest day, with notice and overlap counted back. people: most in a week who rest on it, with "
        "support. essential: essential post-weeks that would be empty without them. Several decisions may bear the "
        "same people: do not add up."
    )
    numbers = frozenset({"people", "person-weeks", "essential"})
    columns = (_COLUMNS[0], "passed", *_COLUMNS[1:]) if is_judged else _COLUMNS
    sheet = Sheet("decision-table", "Decisions by their latest day", columns, cells(found), numbers, key)
    return Section("decisions", "Decide by", said, sheets=(sheet,))
