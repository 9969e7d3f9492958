"""Where every figure comes from and how sure it is: sources, confidence, and the names of rows that are made up."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from contingent.domain.mission import TABLES, Mission
from contingent.domain.tables import Billet, Caveat, Condition, Consent, Lift, Mandate, Row, Sourced
from contingent.domain.vocabulary import Confidence

Illustrated = frozenset[tuple[str, str]]
"""Rows that are made up to be realistic: (table, name of the row as in `names_of`)."""

_NAMED_BY: dict[type[Row], tuple[str, ...]] = {
    Billet: ("activity", "skill"),
    Caveat: ("who", "not_"),
    Condition: ("contingent", "kind", "value"),
    Consent: ("host", "who", "where", "what"),
    Mandate: ("nation", "sites"),
    Lift: ("where",),
}
"""The columns that tell rows apart in tables that need not name them."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row of the mission that says where it comes from or how sure it is."""

    table: str
    row: int
    """Place in its table, from 1."""
    what: str
    """Name of the row, as `names_of` gives it."""
    confidence: Confidence | None
    """None: not said."""
    source_ids: tuple[str, ...]
    sources: tuple[str, ...]
    """Their titles, in the same order."""
    note: str


def fact_rows(mission: Mission) -> tuple[FactRow, ...]:
    """Return all rows with a confidence or a source, in the order of the mission's tables."""
    titles = {source.id: source.title for source in mission.sources}
    return tuple(
        FactRow(
            table=table,
            row=number,
            what=name,
            confidence=row.confidence,
            source_ids=row.source,
            sources=tuple(titles.get(source, source) for source in row.source),
            note=row.note,
        )
        for table, number, name, row in _sourced(mission)
        if row.confidence is not None or row.source
    )


def illustrated(mission: Mission) -> Illustrated:
    """Return the rows whose figures are made up; whatever is reckoned from one of them rests on it."""
    return frozenset(
        (table, name) for table, _, name, row in _sourced(mission) if row.confidence is Confidence.ILLUSTRATIVE
    )


def names_of(mission: Mission, table: str) -> list[str]:
    """Return a name for each row of a table, no two alike: its id, or the columns that say what it is about.

    Several columns are set apart by spaces. The second row of the same name has ` #2` behind it, and so on.
    """
    model = TABLES[table]
    columns = model.key or _NAMED_BY[model]
    seen = Counter[str]()
    names = []
    for row in getattr(mission, table):
        name = " ".join(word for column in columns for word in _words(getattr(row, column)))
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return names


def _words(value: str | tuple[str, ...]) -> tuple[str, ...]:
    words = (value,) if isinstance(value, str) else value
    return tuple(word for word in words if word)


def _sourced(mission: Mission) -> Iterator[tuple[str, int, str, Sourced]]:
    """Yield table, place, name and row of all rows that can say where they come from."""
    for table, model in TABLES.items():
        if issubclass(model, Sourced):
            rows = zip(names_of(mission, table), getattr(mission, table), strict=True)
            yield from ((table, number, name, row) for number, (name, row) in enumerate(rows, start=1))
