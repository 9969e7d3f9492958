"""Tours replayed: where each tour is, under which command, from which week to which."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, TypeVar

from contingent.core.calendar import Calendar
from contingent.domain.mission import Mission
from contingent.domain.plan import Move, Plan, Rehat, Tour
from contingent.verify.names import Group, group_of

Change = TypeVar("Change", Move, Rehat)


class Step(NamedTuple):
    """From this week on the tour is there: at a site, or under a command."""

    week: int
    name: str


class Spell(NamedTuple):
    """A time at one site, or under one command: weeks ``begin`` to ``end`` - 1."""

    name: str
    begin: int
    end: int


@dataclass(frozen=True)  # without slots, so that what many rules ask for is found once
class History:
    """A tour with its moves and changes of command, in weeks."""

    tour: Tour
    group: Group
    arrive: int
    """First week in theatre; negative for those in place at the start. [week]"""
    depart: int
    """First week no longer in theatre; T for those still there at the end. [week]"""
    moves: tuple[tuple[int, Move], ...]
    """With their weeks, in order of time."""
    rehats: tuple[tuple[int, Rehat], ...]
    """With their weeks, in order of time."""

    @property
    def heads(self) -> int:
        """How many people go this way."""
        return self.tour.heads

    @property
    def contingent(self) -> str:
        """The contingent that they belong to."""
        return self.group.contingent

    @cached_property
    def sites(self) -> tuple[Step, ...]:
        """The site at which it begins, then one step a move."""
        return (Step(self.arrive, self.tour.site), *(Step(week, move.to_site) for week, move in self.moves))

    @cached_property
    def commands(self) -> tuple[Step, ...]:
        """The command under which it begins, then one step a change."""
        return (Step(self.arrive, self.tour.command), *(Step(week, rehat.to) for week, rehat in self.rehats))

    @cached_property
    def stays(self) -> tuple[Spell, ...]:
        """The times at one site without interruption."""
        return tuple(_spells(self.sites, self.depart))

    @property
    def present(self) -> range:
        """The weeks of the mission in which they are in theatre."""
        first = max(0, self.arrive)
        return range(first, max(first, self.depart))

    def site_in(self, week: int) -> str:
        """Return where they are in a week; their first site before they come."""
        begun = [step.name for step in self.sites if step.week <= week]
        return begun[-1] if begun else self.tour.site

    def cells(self) -> Iterator[tuple[Spell, str, range]]:
        """Yield each stay, with each command in it, with the weeks of the mission in which both hold."""
        spells_under = tuple(_spells(self.commands, self.depart))
        for stay in self.stays:
            for under in spells_under:
                first = max(stay.begin, under.begin, self.arrive, 0)
                yield stay, under.name, range(first, max(first, min(stay.end, under.end)))

    def __str__(self) -> str:
        until = "the end" if self.tour.depart is None else self.tour.depart.isoformat()
        return f"the tour of {self.heads} of {self.group} from {self.tour.arrive.isoformat()} to {until}"


def _spells(steps: tuple[Step, ...], end: int) -> Iterator[Spell]:
    """Yield the time from each step to the next; in a plan gone wrong it may be empty or negative."""
    for step, following in pairwise((*steps, Step(end, ""))):
        yield Spell(step.name, step.week, min(following.week, end))


def histories_of(mission: Mission, plan: Plan) -> tuple[History, ...]:
    """Replay every tour, in the plan's order. A departure after the mission's end is none."""
    calendar = mission.calendar
    moves = _by_tour(calendar, plan.moves)
    rehats = _by_tour(calendar, plan.rehats)
    return tuple(
        History(
            tour=tour,
            group=group_of(tour.contingent, tour.people),
            arrive=calendar.week(tour.arrive),
            depart=calendar.weeks if tour.depart is None else min(calendar.weeks, calendar.week(tour.depart)),
            moves=moves.get(tour.tour, ()),
            rehats=rehats.get(tour.tour, ()),
        )
        for tour in plan.tours
    )


def _by_tour(calendar: Calendar, changes: Iterable[Change]) -> dict[str | None, tuple[tuple[int, Change], ...]]:
    """Collect the changes of each tour, in order of time; within a week in the plan's order."""
    found: dict[str | None, list[tuple[int, Change]]] = {}
    for change in changes:
        found.setdefault(change.tour, []).append((calendar.week(change.week), change))
    return {tour: tuple(sorted(rows, key=lambda row: row[0])) for tour, rows in found.items()}
