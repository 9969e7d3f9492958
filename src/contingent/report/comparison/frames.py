"""A comparison as pandas data frames, and as a notebook shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from html import escape
from typing import TYPE_CHECKING, Any

from contingent.report.comparison.compare import Comparison
from contingent.report.comparison.goals import GoalCell
from contingent.report.comparison.words import answer, spread

if TYPE_CHECKING:
    import pandas as pd
    from _typeshed import DataclassInstance

_AS_THEY_ARE = ("plans", "pairs", "moved")
"""Tables whose rows are of one plan or of one pair."""
_BY_PLAN = ("goals", "handovers", "releases", "curves", "carried", "asks", "differences", "assumptions", "illustrative")
"""Tables whose rows hold something for each plan: here a row for each of them."""


def comparison_frames(comparison: Comparison) -> dict[str, "pd.DataFrame"]:
    """Return each table by its name; rows that hold something for each plan become one row a plan, column `plan`."""
    import pandas as pd  # heavy, and most who compare never ask for frames

    frames = {}
    for name in (*_AS_THEY_ARE, *_BY_PLAN):
        rows = getattr(comparison, name)
        records = [_record(row) for row in rows] if name in _AS_THEY_ARE else list(_by_plan(rows, comparison.names))
        frames[name] = frame = pd.DataFrame.from_records(records)
        for column in {"week", "weeks"} & set(frame.columns):
            frame[column] = pd.to_datetime(frame[column])
    return frames


def _record(row: "DataclassInstance") -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(row)}


def _by_plan(rows: Sequence["DataclassInstance"], names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield each row once for each plan, with what it holds for that plan."""
    for row in rows:
        record = _record(row)
        for at, name in enumerate(names):
            values = {key: value[at] if isinstance(value, tuple) else value for key, value in record.items()}
            cell = values.pop("cells", None)
            more = _record(cell) if isinstance(cell, GoalCell) else {"cell": cell} if "cells" in record else {}
            yield {"plan": name, **values, **more}


def comparison_html(comparison: Comparison) -> str:
    """Return what a notebook shows: the answer, and the goals."""
    said = "".join(f"<p>{escape(line)}</p>" for line in answer(comparison))
    head = "".join(f"<th>{escape(name)}</th>" for name in comparison.names)
    body = "".join(f"<tr><th>{line.goal}</th>{_cells(line.cells)}</tr>" for line in comparison.goals)
    return f"{said}<table><thead><tr><th>goal</th>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(cells: Sequence[GoalCell]) -> str:
    return "".join(f"<td>{escape(spread(cell))}</td>" for cell in cells)
