"""Lift limits: change a mission so that it allows more, and forbids nothing that it allowed."""

from collections.abc import Iterable
from typing import Any, TypeVar

from contingent.analysis.limit import Limit, LimitKind
from contingent.analysis.people import with_more_people
from contingent.analysis.scope import Scope
from contingent.domain.mission import Mission
from contingent.domain.tables import Consent, Contingent, Mandate, Row
from contingent.domain.vocabulary import ConsentDefault, ConsentStatus

R = TypeVar("R", bound=Row)
_Lifted = dict[tuple[str, int], set[LimitKind]]

_GONE = {
    "ceilings": LimitKind.CEILING,
    "lift": LimitKind.LIFT,
    "enablers": LimitKind.ENABLER,
    "caveats": LimitKind.CAVEAT,
    "conditions": LimitKind.CONDITION,
}
"""Tables whose rows are limits as a whole."""

_CELLS: dict[LimitKind, dict[str, Any]] = {
    LimitKind.BEDS: {"beds": None},
    LimitKind.OPENS: {"opens": None},
    LimitKind.CLOSES: {"closes": None},
    LimitKind.OVERLAP: {"overlap_weeks": 0},
    LimitKind.CONSENT: {"status": ConsentStatus.GRANTED},
    LimitKind.MANDATE_NUMBER: {"max": None},
    LimitKind.FROM: {"from_": None},
    LimitKind.UNTIL: {"until": None},
    LimitKind.NOTICE: {"notice_days": 0},
    LimitKind.REHAT_FROM: {"rehat_from": None},
    LimitKind.TOUR_MIN: {"tour_min": 0},
    LimitKind.TOUR_MAX: {"tour_max": None},
    LimitKind.DWELL: {"dwell": 0},
    LimitKind.INDIVISIBLE: {"indivisible": False},
    LimitKind.EARLIEST: {"earliest": None},
    LimitKind.LATEST: {"latest": None},
    LimitKind.WITH: {"with_": ()},
    LimitKind.MUST: {"must": False},
}
"""What a cell becomes."""


def lift(mission: Mission, limits: Iterable[Limit], scope: Scope) -> Mission:
    """Return the mission with limits lifted; what each becomes is in docs/concepts/why.md."""
    listed = list(limits)
    of_row: _Lifted = {}
    for limit in listed:
        of_row.setdefault((limit.table, limit.index), set()).add(limit.kind)
    tables: dict[str, Any] = {}
    for table in dict.fromkeys(limit.table for limit in listed if limit.index >= 0):
        tables[table] = _table(mission, table, of_row, scope)
    if any(limit.kind is LimitKind.CONSENT_DEFAULT for limit in listed):
        tables["planning"] = mission.planning.model_copy(update={"consent_default": ConsentDefault.GRANTED})
    changed = mission.model_copy(update=tables)
    return with_more_people(changed, [limit for limit in listed if limit.is_of_people], scope)


def _table(mission: Mission, table: str, of_row: _Lifted, scope: Scope) -> tuple[Row, ...]:
    rows: list[Row] = []
    for i, row in enumerate(getattr(mission, table)):
        kinds = of_row.get((table, i), set())
        if _GONE.get(table) in kinds:
            continue
        rows.append(_row(mission, row, kinds, scope))
        rows.extend(_beside(row, kinds))
    return tuple(rows)


def _row(mission: Mission, row: Row, kinds: set[LimitKind], scope: Scope) -> Row:
    update: dict[str, Any] = {}
    for kind in kinds:
        update |= _CELLS.get(kind, {})
    if isinstance(row, Contingent):
        update |= _opened(mission, row, kinds, scope)
    return row.model_copy(update=update) if update else row


def _opened(mission: Mission, row: Contingent, kinds: set[LimitKind], scope: Scope) -> dict[str, Any]:
    """Return the cells of a contingent that depend on what they were."""
    update: dict[str, Any] = {}
    if LimitKind.SITES in kinds:
        update["sites"] = (*row.sites, *sorted(scope.sites - set(row.sites)))
        update["moves"] = max(1, row.moves)
    if LimitKind.COMMANDS in kinds:
        update["commands"] = (*row.commands, *sorted(scope.commands - set(row.commands)))
    if LimitKind.ROTATIONS in kinds:
        update["rotations"] = max(row.rotations, mission.weeks)
    if LimitKind.MOVES in kinds:
        update["moves"] = max(1, row.moves)
    if LimitKind.STATE in kinds:
        least = mission.planning.counts_from
        update |= {"state": least, "site": None, "since": None}
    return update


def _beside(row: Row, kinds: set[LimitKind]) -> list[Row]:
    """Return rows to be added: a wider mandate binds no new week, and a wider consent takes nothing back."""
    if isinstance(row, Mandate) and kinds & {LimitKind.MANDATE_TIME, LimitKind.MANDATE_PLACE}:
        wider: dict[str, Any] = {"max": None}
        if LimitKind.MANDATE_TIME in kinds:
            wider |= {"from_": None, "until": None}
        if LimitKind.MANDATE_PLACE in kinds:
            wider |= {"sites": ()}
        return [row.model_copy(update=wider)]
    if isinstance(row, Consent) and LimitKind.CONSENT_TIME in kinds:
        return [row.model_copy(update={"from_": None, "until": None})]
    return []
