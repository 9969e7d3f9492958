"""What is not the same: rows of the plans, and rows of the missions that they were made for."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contingent.domain.mission import TABLES, Mission
from contingent.domain.plan import Plan
from contingent.domain.tables import Row, Sourced
from contingent.domain.vocabulary import Confidence
from contingent.report.comparison.candidate import Candidate
from contingent.report.facts import names_of


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """Something that the plans, or the missions that they were made for, do not have alike."""

    table: str
    what: str
    """What it is, the same in all of them."""
    cells: tuple[str | None, ...]
    """How it is in each; None: it is not there."""


@dataclass(frozen=True, slots=True)
class IllustrativeRow:
    """A table of the missions with rows that are made up to be realistic."""

    table: str
    rows: tuple[int, ...]
    """Made up, in each mission. [row]"""
    of: tuple[int, ...]
    """All rows, in each mission. [row]"""


def plan_differences(candidates: Sequence[Candidate]) -> tuple[DifferenceRow, ...]:
    """Return handovers, tours, moves and re-hats in which the plans differ, by table, then by what they are."""
    return _differing([_rows_of_plan(candidate.account.plan) for candidate in candidates])


def mission_differences(candidates: Sequence[Candidate]) -> tuple[DifferenceRow, ...]:
    """Return the rows in which the missions differ, by table, then in the order of the first mission that has them.

    Notes, sources and confidence are left aside.
    """
    sides = [_rows_of_mission(candidate.account.mission) for candidate in candidates]
    keys = dict.fromkeys(key for side in sides for key in side)
    rows = {key: [side.get(key) for side in sides] for key in keys}
    return _by_table([DifferenceRow(*key, _told(cells)) for key, cells in rows.items() if _differs(cells)])


def illustrative_rows(candidates: Sequence[Candidate]) -> tuple[IllustrativeRow, ...]:
    """Return the tables that have such rows in any of the missions."""
    missions = [candidate.account.mission for candidate in candidates]
    lines = [
        IllustrativeRow(
            table,
            tuple(sum(row.confidence is Confidence.ILLUSTRATIVE for row in getattr(m, table)) for m in missions),
            tuple(len(getattr(mission, table)) for mission in missions),
        )
        for table, model in TABLES.items()
        if issubclass(model, Sourced)
    ]
    return tuple(line for line in lines if any(line.rows))


Rows = dict[tuple[str, str], str]
"""How something is, by its table and by what it is."""

_ASIDE = frozenset({"note", "source", "confidence", "release_to"})
"""Columns that change no plan."""


def _differing(sides: Sequence[Rows]) -> tuple[DifferenceRow, ...]:
    keys = dict.fromkeys(key for side in sides for key in side)
    rows = [DifferenceRow(*key, tuple(side.get(key) for side in sides)) for key in keys]
    return _by_table([row for row in rows if _differs(row.cells)])


def _differs(cells: Sequence[object]) -> bool:
    return any(cell != cells[0] for cell in cells)


def _by_table(rows: Sequence[DifferenceRow]) -> tuple[DifferenceRow, ...]:
    """Bring rows of one table together; tables and rows keep their order."""
    tables = list(dict.fromkeys(row.table for row in rows))
    return tuple(sorted(rows, key=lambda row: tables.index(row.table)))


def _rows_of_plan(plan: Plan) -> Rows:
    return {
        (table, what): how
        for table, rows in (
            ("handovers", {f"{row.activity} to {row.to}": f"{row.week}" for row in plan.handovers}),
            ("tours", _tours(plan)),
            ("moves", _counted(_moves(plan))),
            ("rehats", _counted(_rehats(plan))),
        )
        for what, how in sorted(rows.items())
    }


def _tours(plan: Plan) -> dict[str, str]:
    """Return tours that arrive alike: how many of them leave when."""
    leaving = defaultdict[str, Counter[str]](Counter)
    for tour in plan.tours:
        what = f"{_group(tour.contingent, tour.people)} at {tour.site} under {tour.command} from {tour.arrive}"
        leaving[what]["the end" if tour.depart is None else str(tour.depart)] += tour.heads
    return {
        what: ", ".join(f"{heads:,} until {until}" for until, heads in sorted(departs.items()))
        for what, departs in leaving.items()
    }


def _moves(plan: Plan) -> Iterator[tuple[str, int]]:
    for row in plan.moves:
        group = _group(row.contingent, row.people)
        yield f"{group} from {row.from_site} to {row.to_site} in the week of {row.week}", row.heads


def _rehats(plan: Plan) -> Iterator[tuple[str, int]]:
    for row in plan.rehats:
        group = _group(row.contingent, row.people)
        yield f"{group} at {row.site} from {row.from_} to {row.to} in the week of {row.week}", row.heads


def _counted(rows: Iterator[tuple[str, int]]) -> dict[str, str]:
    heads = Counter[str]()
    for what, count in rows:
        heads[what] += count
    return {what: f"{count:,}" for what, count in heads.items()}


def _group(contingent: str, people: Sequence[str]) -> str:
    """Name a group; the order of its skills does not matter."""
    return f"{contingent} ({' '.join(sorted(set(people))) or 'no skill'})"


Columns = dict[str, str]
"""The cells of a row that are not blank, by column."""


def _rows_of_mission(mission: Mission) -> dict[tuple[str, str], Columns]:
    rows = {("planning", key): {"": words} if (words := _shown(value)) else {} for key, value in mission.planning}
    for table in TABLES:
        named = zip(names_of(mission, table), getattr(mission, table), strict=True) if table != "sources" else ()
        rows |= {(table, name): _columns(row) for name, row in named}
    return rows


def _columns(row: Row) -> Columns:
    fields = type(row).model_fields
    cells = ((fields[name].alias or name, _shown(value)) for name, value in row if name not in _ASIDE)
    return {name: words for name, words in cells if words}


def _told(sides: Sequence[Columns | None]) -> tuple[str | None, ...]:
    """Write rows so that they show how they differ: the columns that do, or all where one side has no such row."""
    there = [side for side in sides if side is not None]
    columns = dict.fromkeys(column for side in there for column in side)
    if len(there) == len(sides):
        columns = dict.fromkeys(c for c in columns if len({side.get(c) for side in there}) > 1)
    return tuple(None if side is None else _written(side, columns) for side in sides)


def _written(side: Columns, columns: Columns | dict[str, None]) -> str:
    return "; ".join(f"{column} {side.get(column) or 'blank'}".strip() for column in columns)


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {share}" for key, share in value.items())
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return "" if value is None or value is False else str(value)
