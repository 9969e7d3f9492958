"""The same tables as pandas data frames, for those who go on reckoning."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from contingent.domain.mission import TABLES, Mission
from contingent.domain.plan import PLAN_TABLES, Plan
from contingent.domain.tables import Row
from contingent.report.tables import tabulate

if TYPE_CHECKING:
    import pandas as pd
    from _typeshed import DataclassInstance


def mission_frames(mission: Mission) -> dict[str, "pd.DataFrame"]:
    """Return each table of a mission; columns are named as in the files, lists are tuples, blank cells None or NaT."""
    return {name: _rows_frame(table, getattr(mission, name)) for name, table in TABLES.items()}


def plan_frames(mission: Mission, plan: Plan) -> dict[str, "pd.DataFrame"]:
    """Return each table of a plan, and what a report reckons from it.

    Beside the tables of the plan: `goals`, `nations`, `weeks`, `departures`, `shortfalls`, as `contingent show` prints
    them, and `handovers_due`, all activities that are to change command. The plan may name only what the mission has.
    """
    import pandas as pd  # heavy, and most who use this package never ask for frames

    tables = tabulate(mission, plan)
    reckoned: dict[str, Sequence[DataclassInstance]] = {
        "goals": tables.goals,
        "nations": tables.nations,
        "weeks": tables.weeks,
        "departures": tables.departures,
        "shortfalls": tables.shortfalls,
        "handovers_due": tables.handovers,
    }
    frames = {name: _rows_frame(table, getattr(plan, name)) for name, table in PLAN_TABLES.items()}
    for name, rows in reckoned.items():
        records = [{field.name.rstrip("_"): getattr(row, field.name) for field in fields(row)} for row in rows]
        frames[name] = _dated(pd.DataFrame.from_records(records))
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
