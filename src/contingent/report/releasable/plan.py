"""The rows of a plan that a nation may see."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeVar

from contingent.domain.checks.names import names_of
from contingent.domain.mission import Mission
from contingent.domain.plan import Fill, Handover, Move, Onward, Plan, Rehat, Tour
from contingent.domain.tables import Row
from contingent.report.releasable.carried import carried_fills, carried_onward, group_of

R = TypeVar("R", Tour, Move, Rehat)

_NAMED: dict[type[Row], tuple[tuple[str, str], ...]] = {
    Tour: (("site", "sites"), ("command", "commands")),
    Move: (("from_site", "sites"), ("to_site", "sites")),
    Rehat: (("site", "sites"), ("from_", "commands"), ("to", "commands")),
    Fill: (("activity", "activities"), ("skill", "skills")),
    Handover: (("activity", "activities"), ("from_", "commands"), ("to", "commands")),
    Onward: (("elsewhere", "elsewhere"),),
}
"""The fields of each table that name something of the mission, beside contingents and groups, and what they name."""


def released_plan(view: Mission, plan: Plan) -> Plan:
    """Return a plan with only what ``view``, the mission that a nation may see, has a name for."""
    known = _Known(view)
    changes = chain[Move | Rehat](plan.moves, plan.rehats)
    hidden = {row.tour for row in changes if row not in known}
    tours = [tour for tour in plan.tours if tour in known and (tour.tour is None or tour.tour not in hidden)]
    names = dict.fromkeys(tour.tour for tour in tours if tour.tour is not None)
    new_name = {name: f"t{i:03d}" for i, name in enumerate(names, 1)}
    itineraries = Plan(
        mission=view.id,
        digest=view.digest,
        tours=tuple(_renamed(tours, new_name)),
        moves=tuple(_renamed((row for row in plan.moves if row.tour in new_name), new_name)),
        rehats=tuple(_renamed((row for row in plan.rehats if row.tour in new_name), new_name)),
        handovers=tuple(row for row in plan.handovers if row in known),
    )
    fills = tuple(carried_fills(view, itineraries, [row for row in plan.fills if row in known]))
    onward = tuple(carried_onward(view, itineraries, [row for row in plan.onward if row in known]))
    return itineraries.model_copy(update={"fills": fills, "onward": onward})


class _Known:
    """What a view has names for."""

    def __init__(self, view: Mission) -> None:
        names = names_of(view)
        self._names = {
            "sites": names.sites,
            "commands": names.commands,
            "activities": names.activities,
            "skills": names.skills,
            "elsewhere": frozenset(need.id for need in view.elsewhere),
        }
        self._contingents = names.contingents
        self._groups = {group_of(row.contingent, row.skills) for row in view.people}

    def __contains__(self, row: Row) -> bool:
        """Tell whether all that a row of a plan names is in the view."""
        if any(getattr(row, field) not in self._names[kind] for field, kind in _NAMED[type(row)]):
            return False
        match row:
            case Tour() | Fill() | Onward():
                return group_of(row.contingent, row.people) in self._groups
            case Move() | Rehat():  # they follow their tour, whose group it is
                return row.contingent in self._contingents and self._names["skills"].issuperset(row.people)
        return True


def _renamed(rows: Iterable[R], new_name: Mapping[str, str]) -> Iterator[R]:
    """Name tours, and what refers to them, in the order of the view: the numbers of others would be counts of them."""
    for row in rows:
        name = new_name.get(row.tour or "")
        yield row if name is None else row.model_copy(update={"tour": name})
