"""A plan as an outline of tasks: what stands under what, from when to when, and who is assigned."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from contingent.domain.plan import Fill, Handover, Move, Onward, Rehat, Tour
from contingent.domain.tables import Activity
from contingent.export.marks import ILLUSTRATIVE, Marks
from contingent.export.words import Names, counted
from contingent.report.account import Account
from contingent.report.holdings import HoldingRow, Part


class Duty(StrEnum):
    """In what a contingent's people are counted; each is a resource of its own, so that nobody seems to work twice."""

    POSTS = "posts"
    THEATRE = "in theatre"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Resource:
    """The people of a contingent in one duty."""

    contingent: str
    duty: Duty
    most: int
    """People there can be at most: one set in posts, all sets in theatre. [person]"""


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the outline."""

    kind: str
    """Such as `fill`; of a line that only holds others: `activity`, `contingent`, `need` or `part`."""
    name: str
    first: date
    end: date
    """First day after it; the same as ``first`` for a milestone."""
    who: tuple[str, Duty] | None = None
    """Contingent and duty assigned."""
    heads: int = 0
    """[person]"""
    notes: str = ""
    deadline: date | None = None
    """Last day on which it may begin."""
    fields: dict[str, str] = field(default_factory=dict)
    """Further columns by their names."""
    under: tuple["Task", ...] = ()

    @property
    def is_milestone(self) -> bool:
        """Tell whether it takes no time."""
        return not self.under and self.end <= self.first


@dataclass(frozen=True, slots=True)
class Outline:
    """The tasks at the top, and the resources that they name."""

    tasks: tuple[Task, ...]
    resources: tuple[Resource, ...]


def outline_of(account: Account) -> Outline:
    """Return the outline; every row of the plan is one task without tasks under it."""
    maker = _Maker(account)
    parts = (("Activities", maker.activities()), ("Contingents", maker.contingents()), ("Elsewhere", maker.needs()))
    tasks = tuple(_holder("part", name, under) for name, under in parts if under)
    used = {task.who for task in _leaves(tasks) if task.who is not None}
    return Outline(tasks, tuple(r for r in maker.resources() if (r.contingent, r.duty) in used))


def _leaves(tasks: Iterable[Task]) -> Iterator[Task]:
    for task in tasks:
        if task.under:
            yield from _leaves(task.under)
        else:
            yield task


def _holder(kind: str, name: str, under: Iterable[Task], **more: str) -> Task:
    """Return a task as long as those under it together."""
    listed = tuple(under)
    first, end = min(task.first for task in listed), max(task.end for task in listed)
    return Task(kind, name, first, end, under=listed, **more)  # type: ignore[arg-type]


class _Maker:
    """Words the tasks of one account."""

    def __init__(self, account: Account) -> None:
        self._mission, self._plan, self._tables = account.mission, account.plan, account.tables
        self._names = Names(account.mission)
        self._marks = Marks(account.mission)
        self._end = account.mission.calendar.monday(account.mission.weeks)
        self._activity = {row.id: row for row in account.mission.activities}

    def resources(self) -> Iterator[Resource]:
        """Yield all resources that there could be, in the order of the mission."""
        one_set = Counter[str]()
        for group in self._mission.people:
            one_set[group.contingent] += group.count
        for row in self._mission.contingents:
            yield Resource(row.id, Duty.POSTS, one_set[row.id])
            yield Resource(row.id, Duty.THEATRE, one_set[row.id] * row.rotations)
            yield Resource(row.id, Duty.ELSEWHERE, one_set[row.id] * row.rotations)

    def activities(self) -> list[Task]:
        under: defaultdict[str, list[Task]] = defaultdict(list)
        for handover in self._plan.handovers:
            under[handover.activity].append(self._handover(handover))
        for holding in self._tables.holdings:
            if holding.part is Part.OVERLAP:
                under[holding.activity].append(self._overlap(holding))
        for fill in self._plan.fills:
            under[fill.activity].append(self._fill(fill))
        return [self._held(row, under[row.id]) for row in self._mission.activities]

    def contingents(self) -> list[Task]:
        under: defaultdict[str, list[Task]] = defaultdict(list)
        for tour in self._plan.tours:
            under[tour.contingent].append(self._tour(tour))
        for move in self._plan.moves:
            under[move.contingent].append(self._move(move))
        for rehat in self._plan.rehats:
            under[rehat.contingent].append(self._rehat(rehat))
        ids = (row.id for row in self._mission.contingents)
        return [_holder("contingent", self._who(id_), _by_date(under[id_])) for id_ in ids if under[id_]]

    def needs(self) -> list[Task]:
        under: defaultdict[str, list[Task]] = defaultdict(list)
        for row in self._plan.onward:
            under[row.elsewhere].append(self._onward(row))
        needs = self._mission.elsewhere
        return [_holder("need", need.name, _by_date(under[need.id])) for need in needs if under[need.id]]

    def _held(self, row: Activity, under: list[Task]) -> Task:
        """Return an activity with what stands under it, or by itself for as long as it is required."""
        fields = {"Site": self._names.site[row.site], "Command": row.command}
        weeks, monday = self._mission.calendar.span(row.from_, row.until), self._mission.calendar.monday
        if not under:
            return Task("activity", row.name, monday(weeks.start), monday(weeks.stop), fields=fields)
        return replace(_holder("activity", row.name, _by_date(under)), fields=fields)

    def _handover(self, row: Handover) -> Task:
        of = self._activity[row.activity]
        name = f"Handover: {row.from_} to {row.to}"
        notes = self._notes(row, f"{of.name} comes under {self._names.command[row.to]}.")
        return Task(
            "handover",
            name,
            row.week,
            row.week,
            notes=notes,
            deadline=of.latest,
            fields=self._fields(row, of.site, row.to),
        )

    def _overlap(self, row: HoldingRow) -> Task:
        name = f"Overlap: {self._who(row.contingent)}"
        notes = self._notes(row, f"{counted(row.heads)} look on before they fill posts.")
        fields = self._fields(row, self._activity[row.activity].site, row.command)
        return Task("overlap", name, row.from_, row.until, heads=row.heads, notes=notes, fields=fields)

    def _fill(self, row: Fill) -> Task:
        name = f"{self._who(row.contingent)}: {row.heads:,} {self._names.skill[row.skill]}"
        fields = self._fields(row, self._activity[row.activity].site) | {"Skill": row.skill}
        end = max(row.until or self._end, row.from_)
        notes = self._notes(row, _group(row))
        return Task("fill", name, row.from_, end, (row.contingent, Duty.POSTS), row.heads, notes, fields=fields)

    def _tour(self, row: Tour) -> Task:
        name = f"Tour: {counted(row.heads)} at {self._names.site[row.site]}"
        end = max(row.depart or self._end, row.arrive)
        notes = self._notes(row, f"Tour {row.tour}." if row.tour else "", _group(row))
        fields = self._fields(row, row.site, row.command)
        return Task("tour", name, row.arrive, end, (row.contingent, Duty.THEATRE), row.heads, notes, fields=fields)

    def _move(self, row: Move) -> Task:
        here, there = self._names.site[row.from_site], self._names.site[row.to_site]
        name = f"Move: {counted(row.heads)} from {here} to {there}"
        notes, fields = self._notes(row, f"Tour {row.tour}.", _group(row)), self._fields(row, row.to_site)
        return Task("move", name, row.week, row.week, (row.contingent, Duty.THEATRE), row.heads, notes, fields=fields)

    def _rehat(self, row: Rehat) -> Task:
        name = f"Change of command: {counted(row.heads)}, {row.from_} to {row.to}"
        notes, fields = self._notes(row, f"Tour {row.tour}.", _group(row)), self._fields(row, row.site, row.to)
        return Task("rehat", name, row.week, row.week, (row.contingent, Duty.THEATRE), row.heads, notes, fields=fields)

    def _onward(self, row: Onward) -> Task:
        name = f"{self._who(row.contingent)}: {counted(row.heads)}"
        end = max(row.until or self._end, row.from_)
        who, notes = (row.contingent, Duty.ELSEWHERE), self._notes(row, _group(row))
        return Task("onward", name, row.from_, end, who, row.heads, notes, fields=self._fields(row))

    def _who(self, contingent: str) -> str:
        return f"{self._names.contingent[contingent]} ({self._names.nation_of[contingent]})"

    def _notes(self, row: object, *lines: str) -> str:
        return "\n".join(filter(None, (*lines, self._marks.words(row))))

    def _fields(self, row: object, site: str | None = None, command: str | None = None) -> dict[str, str]:
        contingent = getattr(row, "contingent", None)
        fields = {
            "Nation": "" if contingent is None else self._names.nation_of[contingent],
            "Contingent": contingent or "",
            "Site": "" if site is None else self._names.site[site],
            "Command": command or "",
            "Figures": ILLUSTRATIVE if self._marks.is_illustrative(row) else "",
        }
        return {name: value for name, value in fields.items() if value}


def _by_date(tasks: Iterable[Task]) -> list[Task]:
    return sorted(tasks, key=lambda task: (task.first, task.end))


def _group(row: Tour | Move | Rehat | Fill | Onward) -> str:
    return f"Skills: {' '.join(row.people)}." if row.people else ""
