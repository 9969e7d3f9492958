"""The decisions that a plan rests on as files of their own: a calendar, and a table."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from contingent.export.calendar import calendar
from contingent.export.csv_tables import csv_tables
from contingent.export.events import Event, What
from contingent.export.words import counted
from contingent.report.account import Account
from contingent.report.decisions import DecisionRow


def decision_calendar(account: Account) -> bytes:
    """Return the decisions as an iCalendar file: one event of a day for each latest day."""
    return calendar(account, of=decision_events)


def decision_csv(account: Account) -> bytes:
    """Return the table of decisions as CSV."""
    return csv_tables(account)["report/decisions.csv"]


def decision_events(account: Account) -> Iterator[Event]:
    """Yield the decisions; several of one row and contingent are numbered by date, so that they keep their identity."""
    seen = Counter[tuple[str, ...]]()
    for row in account.tables.decisions:
        key = (row.kind.value, row.table, row.row, row.contingent)
        seen[key] += 1
        title = f"Decide by: {row.kind.value} ({row.owner}), {row.contingent or row.row}"
        text = "\n".join(filter(None, (row.what, _rests(row), _passed(row), account.mission.marking)))
        yield Event(What.DECISION, (*key, str(seen[key])), row.by, row.by + timedelta(days=1), title, text)


def _rests(row: DecisionRow) -> str:
    rests = f"On it rest {counted(row.people)} at most, {row.person_weeks:,} person-weeks, from {row.first_use} on"
    work = f"; activities: {', '.join(row.activities)}" if row.activities else ""
    return f"{rests}{work}; {row.essential:,} essential post-weeks."


def _passed(row: DecisionRow) -> str:
    return "The day has passed." if row.passed else ""
