"""The rows of a mission that a nation may see."""

from collections.abc import Container
from typing import TypeVar

from contingent.core.errors import DataError
from contingent.core.findings import Place
from contingent.domain.checks.fault import finding, shown
from contingent.domain.checks.names import Names, names_of
from contingent.domain.checks.near import hint
from contingent.domain.checks.references import USES
from contingent.domain.mission import TABLES, Mission
from contingent.domain.tables import Caveat, Condition, Contingent, Nation, Row, Source, Sourced
from contingent.domain.vocabulary import ConditionKind, PledgeState

LOSES_NAMES = {
    ("contingents", "commands"): False,
    ("contingents", "sites"): False,
    ("mandates", "sites"): False,
    ("activities", "with_"): True,
}
"""Lists that may lose hidden names, by table and field, and whether they may lose all: blank often means any."""

_Uses = list[tuple[str, frozenset[str]]]
"""For each field that names something, the names that the view has."""
_KIND_OF_REFUSAL = {"site": "sites", "kind": "kinds", "activity": "activities", "command": "commands"}

R = TypeVar("R", bound=Row)


def released_mission(mission: Mission, nation: str) -> Mission:
    """Return a mission with only what a nation may see; no row of it names anything that it does not have.

    Raises
    ------
    DataError
        No row of `nations` has the nation.
    """
    view = _opened(mission, _row_of(mission, nation))
    before = None
    while view != before:
        before, view = view, _closed(view)
    release = tuple(n for n in view.planning.release if n in names_of(view).nations)
    planning = view.planning.model_copy(update={"release": release})
    return view.model_copy(update={"planning": planning, "sources": tuple(_cited(view))})


def _row_of(mission: Mission, nation: str) -> Nation:
    for row in mission.nations:
        if row.code == nation:
            return row
    problem = f"The viewer is {shown(nation)}, which no row of nations has."
    near = hint(nation, (row.code for row in mission.nations))
    raise DataError([finding("unknown-nation", Place("viewer"), problem, hint=near, table="nations")])


def _opened(mission: Mission, viewer: Nation) -> Mission:
    """Keep the rows whose `release_to` lets the viewer see them, its own row, and one for the host."""
    mine = {viewer.code, *viewer.groups}
    tables = {
        name: tuple(
            _for_viewer(row, viewer)
            for row in getattr(mission, name)
            if row is viewer or not row.release_to or not mine.isdisjoint(row.release_to)
        )
        for name, model in TABLES.items()
        if issubclass(model, Sourced)
    }
    view = mission.model_copy(update=tables)
    if all(row.code != mission.host for row in view.nations):
        host = Nation(code=mission.host, name=mission.host)
        view = view.model_copy(update={"nations": (host, *view.nations)})
    return view


def _for_viewer(row: Sourced, viewer: Nation) -> Sourced:
    return row.model_copy(update={"release_to": (viewer.code,)}) if row.release_to else row


def _closed(mission: Mission) -> Mission:
    """Take away what names something that is not there; the rest may then name what has just gone."""
    names = names_of(mission)
    tables = {}
    for table in TABLES:
        uses = [(field, names.of(*kinds)) for field, kinds in USES.get(table, ())]
        rows = (_narrowed(table, row, uses) for row in getattr(mission, table))
        tables[table] = tuple(row for row in rows if row is not None and _names_what_is_there(row, names))
    return mission.model_copy(update=tables)


def _narrowed(table: str, row: R, uses: _Uses) -> R | None:
    """Return a row without hidden names in its lists; None if it cannot be told without them."""
    lists = {}
    for field, known in uses:
        said = getattr(row, field)
        words = said if isinstance(said, tuple) else (said or "*",)
        kept = tuple(word for word in words if word == "*" or word in known)
        if kept == words:
            continue
        if not _may_lose(table, row, field, kept):
            return None
        lists[field] = kept
    return row.model_copy(update=lists) if lists else row


def _may_lose(table: str, row: Row, field: str, kept: tuple[str, ...]) -> bool:
    """Tell whether a row says nothing else than before, only less, if only ``kept`` remains of a list."""
    if not kept and not LOSES_NAMES.get((table, field), False):
        return False
    if isinstance(row, Contingent) and field == "commands" and row.state is PledgeState.IN_PLACE:
        return kept[0] == row.commands[0]  # those in place serve under the first
    return (table, field) in LOSES_NAMES


def _names_what_is_there(row: Row, names: Names) -> bool:
    """Look at the cells that say first what kind of name follows."""
    match row:
        case Caveat():
            kind, _, name = row.not_.partition(":")
            return name in names.of(_KIND_OF_REFUSAL[kind])
        case Condition(kind=ConditionKind.PRESENT_WITH):
            return row.value in names.contingents
        case Condition(kind=ConditionKind.CONSENT):
            return not row.value or row.value in names.nations
    return True


def _cited(mission: Mission) -> list[Source]:
    """Return the sources that some row cites."""
    rows = (row for table in TABLES for row in getattr(mission, table))
    cited: Container[str] = {source for row in rows if isinstance(row, Sourced) for source in row.source}
    return [source for source in mission.sources if source.id in cited]
