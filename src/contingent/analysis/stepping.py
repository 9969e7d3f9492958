"""One unit more of a limit: docs/concepts/worth.md says how much that is. No step forbids what was allowed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from contingent.analysis.limit import Limit, LimitKind
from contingent.domain.mission import Mission
from contingent.domain.tables import Condition, Consent, Enabler, Mandate, Row
from contingent.domain.vocabulary import ConditionKind

PEOPLE: Final = 10
"""One unit more of a limit in people, beds or seats. [person]"""

TIME: Final = timedelta(weeks=2)
"""One unit more of a limit in time."""

NOTICE: Final = 28
"""One unit less of notice. [day]"""

_Cells = Callable[[Any], dict[str, Any]]

_CELLS: Final[dict[LimitKind, tuple[str, _Cells]]] = {
    LimitKind.CEILING: (f"{PEOPLE} more people", lambda row: {"max": row.max + PEOPLE}),
    LimitKind.MANDATE_NUMBER: (f"{PEOPLE} more people", lambda row: {"max": row.max + PEOPLE}),
    LimitKind.BEDS: (f"{PEOPLE} more beds", lambda row: {"beds": row.beds + PEOPLE}),
    LimitKind.LIFT: (f"{PEOPLE} more seats a week", lambda row: {"seats": row.seats + PEOPLE}),
    LimitKind.OPENS: ("2 weeks earlier", lambda row: {"opens": row.opens - TIME}),
    LimitKind.CLOSES: ("2 weeks later", lambda row: {"closes": row.closes + TIME}),
    LimitKind.OVERLAP: ("1 week less", lambda row: {"overlap_weeks": row.overlap_weeks - 1}),
    LimitKind.FROM: ("2 weeks earlier", lambda row: {"from_": row.from_ - TIME}),
    LimitKind.UNTIL: ("2 weeks later", lambda row: {"until": row.until + TIME}),
    LimitKind.NOTICE: ("4 weeks less", lambda row: {"notice_days": max(0, row.notice_days - NOTICE)}),
    LimitKind.REHAT_FROM: ("2 weeks earlier", lambda row: {"rehat_from": row.rehat_from - TIME}),
    LimitKind.TOUR_MIN: ("2 weeks less", lambda row: {"tour_min": max(0, row.tour_min - 2)}),
    LimitKind.TOUR_MAX: ("2 weeks more", lambda row: {"tour_max": row.tour_max + 2}),
    LimitKind.DWELL: ("2 weeks less", lambda row: {"dwell": max(0, row.dwell - 2)}),
    LimitKind.ROTATIONS: ("1 set more", lambda row: {"rotations": row.rotations + 1}),
    LimitKind.MOVES: ("1 move more", lambda row: {"moves": row.moves + 1}),
    LimitKind.EARLIEST: ("2 weeks earlier", lambda row: {"earliest": row.earliest - TIME}),
    LimitKind.LATEST: ("2 weeks later", lambda row: {"latest": row.latest + TIME}),
}
"""What a step is called, and what the cells of the row become."""


def step_of(mission: Mission, limit: Limit) -> tuple[str, Mission] | None:
    """Return what one unit more of a limit is called, and the mission with it; None: the limit is yes or no.

    Not for limits of people.
    """
    if limit.index < 0:
        return None
    rows: tuple[Row, ...] = getattr(mission, limit.table)
    row = rows[limit.index]
    made = _made(mission, limit.kind, row)
    if made is None:
        return None
    words, instead = made
    return words, mission.model_copy(update={limit.table: (*rows[: limit.index], *instead, *rows[limit.index + 1 :])})


def _made(mission: Mission, kind: LimitKind, row: Row) -> tuple[str, list[Row]] | None:
    """Return the words of a step and the rows that stand instead of a row."""
    if kind in _CELLS:
        words, cells = _CELLS[kind]
        return words, [row.model_copy(update=cells(row))]
    made: tuple[str, list[Row]] | None = None
    match row:
        case Enabler():
            made = "one less", _one_less(row)
        case Mandate() if kind is LimitKind.MANDATE_TIME:
            made = "2 weeks longer", [row, *_longer(mission, row)]
        case Consent() if kind is LimitKind.CONSENT_TIME:
            made = "2 weeks longer", [row.model_copy(update=_wider(mission, row))]
        case Consent() if kind is LimitKind.CONSENT and _ends(mission, row) != (False, False):
            made = "2 weeks shorter", _narrower(mission, row)
        case Condition() if row.kind is not ConditionKind.PRESENT_WITH and row.expected is not None:
            made = "2 weeks earlier", [row.model_copy(update={"expected": row.expected - TIME})]
    return made


def _one_less(row: Enabler) -> list[Row]:
    per = None if row.per is None else row.per + 1
    less = row.model_copy(update={"minimum": max(0, row.minimum - 1), "per": per})
    return [] if less.per is None and not less.minimum else [less]


def _ends(mission: Mission, row: Consent | Mandate) -> tuple[bool, bool]:
    """Tell whether the first day and the last day of a row cut off some week of the mission."""
    calendar = mission.calendar
    late = row.from_ is not None and calendar.week(row.from_) > 0
    early = row.until is not None and calendar.week(row.until) < mission.weeks
    return late, early


def _wider(mission: Mission, row: Consent | Mandate) -> dict[str, date]:
    late, early = _ends(mission, row)
    cells = {}
    if late and row.from_ is not None:
        cells["from_"] = row.from_ - TIME
    if early and row.until is not None:
        cells["until"] = row.until + TIME
    return cells


def _longer(mission: Mission, row: Mandate) -> list[Row]:
    """Return a row for each time that is added, with a number only where nobody of the nation could be before."""
    found: list[Row] = []
    wide = _wider(mission, row)
    for cells in (
        {"from_": wide.get("from_"), "until": row.from_} if "from_" in wide else None,
        {"from_": row.until, "until": wide.get("until")} if "until" in wide else None,
    ):
        if cells is None:
            continue
        weeks = set(mission.calendar.span(cells["from_"], cells["until"]))
        others = (m for m in mission.mandates if m.nation == row.nation)
        taken = any(weeks & set(mission.calendar.span(m.from_, m.until)) for m in others)
        found.append(row.model_copy(update={**cells, **({"max": None} if taken else {})}))
    return found


def _narrower(mission: Mission, row: Consent) -> list[Row]:
    """Return the refusal with less time; none is left of one that was no longer than what it loses."""
    late, early = _ends(mission, row)
    cells: dict[str, date] = {}
    if late and row.from_ is not None:
        cells["from_"] = row.from_ + TIME
    if early and row.until is not None:
        cells["until"] = row.until - TIME
    less = row.model_copy(update=cells)
    return [less] if len(mission.calendar.span(less.from_, less.until)) else []
