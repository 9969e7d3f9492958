"""The same tables as pandas data frames, for those who go on reckoning."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from contingent.domain.mission import TABLES, Mission
from contingent.domain.plan import PLAN_TABLES, Plan
from contingent.domain.tables import Row
from contingent.report.binding import BindingRow
from contingent.report.burden import BurdenRow
from contingent.report.cover import CoverRow
from contingent.report.coverage import HandoverRow, ShortfallRow
from contingent.report.decisions import DecisionRow
from contingent.report.departures import DepartureRow
from contingent.report.facts import FactRow
from contingent.report.goals import GoalRow
from contingent.report.headcount import HeadcountRow
from contingent.report.holdings import HoldingRow
from contingent.report.pledges import PledgeRow
from contingent.report.releasing import OnwardRow, ReleasingRow
from contingent.report.sites import SiteRow
from contingent.report.strength import NationRow, WeekRow
from contingent.report.tables import tabulate

if TYPE_CHECKING:
    import pandas as pd
    from _typeshed import DataclassInstance


def mission_frames(mission: Mission) -> dict[str, "pd.DataFrame"]:
    """Return each table of a mission; columns are named as in the files, lists are tuples, blank cells None or NaT."""
    return {name: _rows_frame(table, getattr(mission, name)) for name, table in TABLES.items()}


RECKONED: dict[str, tuple[str, type["DataclassInstance"]]] = {
    "goals": ("goals", GoalRow),
    "nations": ("nations", NationRow),
    "weeks": ("weeks", WeekRow),
    "departures": ("departures", DepartureRow),
    "shortfalls": ("shortfalls", ShortfallRow),
    "handovers_due": ("handovers", HandoverRow),
    "headcount": ("headcount", HeadcountRow),
    "holdings": ("holdings", HoldingRow),
    "cover": ("cover", CoverRow),
    "people_at_sites": ("sites", SiteRow),
    "releasing": ("releasing", ReleasingRow),
    "onward_by_contingent": ("onward", OnwardRow),
    "burden": ("burden", BurdenRow),
    "binding": ("binding", BindingRow),
    "pledges": ("pledges", PledgeRow),
    "decisions": ("decisions", DecisionRow),
    "facts": ("facts", FactRow),
}
"""Frames made of the tables of a report: name of the frame -> table, and its rows."""


def plan_frames(mission: Mission, plan: Plan) -> dict[str, "pd.DataFrame"]:
    """Return each table of a plan, and what a report reckons from it, as docs/concepts/report.md explains.

    The reckoned ones bear the names of the report's tables, except `handovers_due`, all activities that are to change
    command; `people_at_sites`; and `onward_by_contingent`: the plan or the mission has tables of these names. The plan
    may name only what the mission has.
    """
    import pandas as pd  # heavy, and most who use this package never ask for frames

    tables = tabulate(mission, plan)
    frames = {name: _rows_frame(table, getattr(plan, name)) for name, table in PLAN_TABLES.items()}
    for name, (table, row_type) in RECKONED.items():
        columns = [field.name for field in fields(row_type)]
        records = [tuple(getattr(row, column) for column in columns) for row in getattr(tables, table)]
        frame = pd.DataFrame.from_records(records, columns=[column.rstrip("_") for column in columns])
        frames[name] = _dated(frame)
    return frames


def _rows_frame(table: type[Row], rows: Iterable[Row]) -> "pd.DataFrame":
    import pandas as pd  # as above

    columns = {name: field.alias or name for name, field in table.model_fields.items()}
    records = [{column: getattr(row, name) for name, column in columns.items()} for row in rows]
    return _dated(pd.DataFrame.from_records(records, columns=list(columns.values())))


def _dated(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Turn columns of dates into pandas' own, so that they can be compared and plotted."""
    import pandas as pd  # as above

    for column in frame.columns:
        known = [value for value in frame[column] if value is not None]
        if known and all(isinstance(value, date) for value in known):
            frame[column] = pd.to_datetime(frame[column])
    return frame
