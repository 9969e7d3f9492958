"""Timefold, in its Python edition: tours, packets of people with jobs, and changes of command; goals as soft levels.

It knows fewer plans than there are: a tour is one stay at one site under one command, the people of a set who come at
all travel together, support is rounded packet by packet. It proves nothing, so no bounds are told. Needs elsewhere,
wishes, targets that must hold but for most people, and burden sharing are not in its model: they come out as they come.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from math import ceil

import numpy as np
from jpype import JImplements, JOverride
from peers._in_order import Told
from peers._slots import Facts, Slot, facts_of
from peers._timefold_model import (
    LEVELS,
    SPAN,
    Change,
    Enabling,
    Job,
    Limit,
    Line,
    Packet,
    Place,
    Schedule,
    Tour,
    constraints,
)
from timefold.solver import SolverFactory
from timefold.solver.config import (
    Duration,
    ScoreDirectorFactoryConfig,
    SolverConfig,
    SolverConfigOverride,
    TerminationConfig,
)

from contingent.domain import plan as tables
from contingent.domain.mission import Mission
from contingent.domain.vocabulary import Measure, Sense
from contingent.formulation import Formulation
from contingent.formulation.decode import layers
from contingent.instance.instance import Bools, Ints

__all__ = ["NEEDS_MATRIX", "SETTINGS", "VERSION", "run"]

VERSION = f"Timefold {version('timefold')}"
SETTINGS = {
    "score": f"bendable: 1 hard level, {LEVELS} soft ones (essential, coverage, release, handover, turbulence)",
    "phases": "default: construction, then late acceptance",
    "start": "those in place stay, companies stay at home, those of them who can enable do",
    "threads": "1, the edition has no more",
    "bounds": "none",
}
NEEDS_MATRIX = False

PACKETS = 2
"""A group is at most so many packets: so many different jobs can its people have in one tour."""
NOWHERE = -1


class _Builder:
    """Makes the planning problem of a mission."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.inst = facts, facts.inst
        self.limits: list[Limit] = []
        self.numbers = 0
        inst, weeks = self.inst, np.ones(self.inst.weeks, dtype=bool)
        must = [w.limit for w in inst.wishes if w.must and w.measure is Measure.STRENGTH and w.sense is Sense.AT_MOST]
        self.presence = [(self._limit(x.most, x.weeks), x) for x in (*inst.beds, *inst.mandates, *inst.ceilings, *must)]
        self.lift = [(self._limit(x.most, x.weeks), x) for x in inst.lift]
        sets = [inst.forces[group.contingent].rotations for group in inst.groups]
        self.rest = [self._limit(g.count * n, weeks) for g, n in zip(inst.groups, sets, strict=True)]
        self.work = [self._limit(g.count, weeks) for g in inst.groups]
        self.change_of = {a: c for c, (together, _) in enumerate(facts.handed_together) for a in together}
        self.jobs = {k: self._jobs(k) for k in range(len(inst.forces))}

    def _limit(self, most: int | Ints, weeks: Bools) -> int:
        self.numbers += 1
        numbers = np.broadcast_to(most, weeks.shape).tolist()
        self.limits += [Limit(self.numbers * SPAN + t, numbers[t]) for t in np.flatnonzero(weeks).tolist()]
        return self.numbers

    def schedule(self) -> Schedule:
        """Return the problem with its start plan."""
        tours = [self._tour(i, slot) for i, slot in enumerate(self.facts.slots)]
        packets = [p for i, slot in enumerate(self.facts.slots) for p in self._packets(i, slot)]
        for i, packet in enumerate(packets):
            packet.id = i
        return Schedule(tours, packets, self._changes(), self.limits, self._lines(), self._enablings())

    def _tour(self, number: int, slot: Slot) -> Tour:
        inst, force = self.inst, self.inst.forces[slot.force]
        places = self._places(slot)
        longest = force.tour_max if force.tour_max is not None else 2 * inst.weeks + 1000
        earliest = 0 if slot.in_place else min(force.arrive_from, inst.weeks - 1)
        tour = Tour(
            id=number,
            is_in_place=slot.in_place,
            begun=force.since if slot.in_place else 0,
            earliest=earliest,
            shortest=force.tour_min,
            longest=longest,
            dwell=force.dwell,
            weeks=inst.weeks,
            is_releasing=bool(inst.release[slot.force]),
            asks=[d for d, (k, _) in enumerate(inst.depends) if k == slot.force],
            answers=[d for d, (_, other) in enumerate(inst.depends) if other == slot.force],
            places=places,
            arrivals=[0] if slot.in_place else list(range(earliest, inst.weeks)),
            departures=list(range(0 if slot.in_place else 1, inst.weeks + 1)),
        )
        at_home = force.indivisible and not slot.in_place
        tour.place = places[-1] if at_home else max(places, key=lambda p: p.last - p.first)
        before = slot.number * (longest if longest < inst.weeks else 0)
        tour.arrive = 0 if slot.in_place else min(max(earliest, tour.place.first) + before, inst.weeks - 1)
        tour.depart = min(tour.place.last or inst.weeks, tour.arrive + longest)
        if slot.in_place:
            tour.depart = max(0, min(tour.place.last, force.since + longest))
        return tour

    def _places(self, slot: Slot) -> list[Place]:
        inst, force, k = self.inst, self.inst.forces[slot.force], slot.force
        here = (force.site, force.commands[0]) if slot.in_place else None
        found = []
        for run in slot.runs:
            if here is None or ((run.site, run.command) == here and run.first == 0):
                limits = [i for i, x in self.presence if x.who[k, run.command] and x.where[run.site]]
                seats = [i for i, x in self.lift if x.where[run.site]]
                name = f"{k}-{slot.number}-{run.site}-{run.command}-{run.first}"
                overlap = int(inst.overlap[run.site])
                found.append(Place(name, run.site, run.command, run.first, run.last, overlap, limits, seats))
        if slot.in_place:
            seats = [i for i, x in self.lift if x.where[force.site]]
            return found or [Place(f"{k}-leaves", force.site, force.commands[0], 0, 0, 0, [], seats)]
        return [*found, Place(f"{k}-{slot.number}-home", NOWHERE, NOWHERE, 0, inst.weeks, 0, [], [])]

    def _packets(self, number: int, slot: Slot) -> Iterator[Packet]:
        force = self.inst.forces[slot.force]
        for g in force.groups:
            group, left = self.inst.groups[g], self.inst.groups[g].count
            size = ceil(group.count / PACKETS)
            jobs = [j for j in self.jobs[slot.force] if j.line < 0 or self._skill(j) in group.skills]
            # Without enablers every post filled is a breach, so construction would fill none.
            first = next((j for j in jobs if j.is_enabling), None) if slot.in_place else None
            while left:
                heads = min(size, left)
                left -= heads
                yield Packet(
                    id=0,
                    tour=number,
                    group=g,
                    heads=heads,
                    load=heads + ceil(force.support * heads),
                    rest=self.rest[g],
                    work=self.work[g],
                    moves_whole=force.indivisible or slot.in_place,
                    jobs=jobs,
                    job=first,
                )

    def _skill(self, job: Job) -> str:
        inst = self.inst
        return inst.servings[job.line - len(inst.lines)].skill if job.is_enabling else inst.lines[job.line].skill

    def _jobs(self, k: int) -> list[Job]:
        inst, facts, none = self.inst, self.facts, [0] * self.inst.weeks
        jobs = []
        for b, line in enumerate(inst.lines):
            a, task = line.activity, inst.tasks[line.activity]
            asked = line.required > 0
            old, new = (facts.may_fill.get((k, a, m)) for m in (task.command, task.hand_to))
            masks = [none if x is None else (x & asked).astype(int).tolist() for x in (old, new)]
            if any(masks[0]) or any(masks[1]):
                needs = [e for e, row in enumerate(inst.servings) if row.site == task.site]
                change = self.change_of.get(a, NOWHERE)
                name = f"{k}-{b}"
                jobs.append(
                    Job(name, task.site, b, False, task.command, task.hand_to, *masks, change, needs)  # noqa: FBT003
                )
        for e, row in enumerate(inst.servings):
            if inst.forces[k].sites[row.site]:
                enabling = len(inst.lines) + e
                jobs.append(
                    Job(f"{k}-e{e}", row.site, enabling, True, NOWHERE, NOWHERE, none, none, NOWHERE, [e])  # noqa: FBT003
                )
        idle = Job(f"{k}-idle", NOWHERE, NOWHERE, False, NOWHERE, NOWHERE, none, none, NOWHERE, [])  # noqa: FBT003
        return [*jobs, idle]

    def _changes(self) -> list[Change]:
        inst, never = self.inst, self.inst.weeks
        made = [Change(NOWHERE, [never], [0] * (never + 1), [0] * (never + 1), never)]
        for c, (together, weeks) in enumerate(self.facts.handed_together):
            cost = [
                sum(inst.tasks[a].priority * int(inst.tasks[a].runs[:t].sum()) for a in together)
                for t in range(never + 1)
            ]
            essential = sum(line.essential for line in inst.lines if line.activity in together)
            due = [*np.broadcast_to(essential, never).tolist(), 0]
            made.append(Change(c, [*weeks, never], cost, due, never))
        return made

    def _lines(self) -> list[Line]:
        return [
            Line(
                b * SPAN + t,
                t,
                int(line.required[t]),
                int(line.essential[t]),
                self.inst.tasks[line.activity].priority,
                self.change_of.get(line.activity, NOWHERE),
            )
            for b, line in enumerate(self.inst.lines)
            for t in np.flatnonzero(line.required).tolist()
        ]

    def _enablings(self) -> list[Enabling]:
        return [
            Enabling(e * SPAN + t, row.per or 0, row.minimum)
            for e, row in enumerate(self.inst.servings)
            for t in range(self.inst.weeks)
        ]


def run(_made: Formulation | None, mission: Mission, seconds: float, _workers: int, told: Told) -> tables.Plan | None:
    """Plan with Timefold; making the problem and translating the model to Java count."""
    end = time.monotonic() + seconds
    facts = facts_of(mission)
    schedule = _Builder(facts).schedule()
    config = SolverConfig(
        solution_class=Schedule,
        entity_class_list=[Tour, Packet, Change],
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=constraints),
    )
    factory = SolverFactory.create(config)  # the model becomes Java here, which takes seconds
    asked = (
        sum(int(line.essential.sum()) for line in facts.inst.lines),
        sum(int(line.required.sum()) * facts.inst.tasks[line.activity].priority for line in facts.inst.lines),
    )

    left = Duration(milliseconds=max(100, int(1000 * (end - time.monotonic()))))
    solver = factory.build_solver(SolverConfigOverride(termination_config=TerminationConfig(spent_limit=left)))
    solver._delegate.addEventListener(_listener(asked, told))  # noqa: SLF001 - see there
    # Its own clock begins only when it has taken the problem over; ours began before.
    clock = threading.Timer(max(0.1, end - time.monotonic()), solver.terminate_early)
    clock.start()
    try:
        best = solver.solve(schedule)
    finally:
        clock.cancel()
    if any(best.score.hard_scores) or any(packet.job is None for packet in best.packets):
        return None
    return _plan(mission, facts, best)


def _listener(asked: tuple[int, int], told: Told) -> object:
    """Return what hears of new best scores in Java.

    The listeners of the Python edition are handed each solution, translated, which takes longer than finding it.
    """

    @JImplements("ai.timefold.solver.core.api.solver.event.SolverEventListener")
    class Listener:
        @JOverride
        def bestSolutionChanged(self, event: object) -> None:  # noqa: N802 - the name is Java's
            score = event.getNewBestScore()
            if event.isNewBestSolutionInitialized() and not any(score.hardScores()):
                for goal, most, reward in zip(("essential", "coverage"), asked, score.softScores(), strict=False):
                    told(goal, most - int(reward), None)

    return Listener()


def _plan(mission: Mission, facts: Facts, best: Schedule) -> tables.Plan:
    tour_of = {tour.id: tour for tour in best.tours}
    present = [(p, tour_of[p.tour]) for p in best.packets if p.is_there(tour_of[p.tour])]
    return tables.Plan(
        mission=mission.id,
        digest=mission.digest,
        tours=tuple(_tours(facts, present)),
        fills=tuple(_fills(facts, present, {change.id: change for change in best.changes})),
        handovers=tuple(_handovers(facts, best)),
    )


def _tours(facts: Facts, present: list[tuple[Packet, Tour]]) -> Iterator[tables.Tour]:
    inst, monday = facts.inst, facts.inst.mission.calendar.monday
    heads, tour_of = defaultdict(int), {}
    for packet, tour in present:
        heads[tour.id, packet.group] += packet.heads
        tour_of[tour.id] = tour
    for (number, g), people in sorted(heads.items()):
        tour, group = tour_of[number], inst.groups[g]
        yield tables.Tour(
            contingent=inst.forces[group.contingent].id,
            people=group.cell,
            heads=people,
            site=inst.sites[tour.place.site],
            command=inst.commands[tour.place.command],
            arrive=monday(tour.begun if tour.is_in_place else tour.arrive),
            depart=monday(tour.depart) if tour.depart < inst.weeks else None,
        )


def _fills(facts: Facts, present: list[tuple[Packet, Tour]], changes: dict[int, Change]) -> Iterator[tables.Fill]:
    """Fill posts packet by packet, and none twice."""
    inst, monday = facts.inst, facts.inst.mission.calendar.monday
    left = [line.required.copy() for line in inst.lines]
    series: dict[tuple[int, int], np.ndarray] = defaultdict(lambda: np.zeros(inst.weeks, dtype=np.int64))
    for packet, tour in present:
        if packet.job.line >= 0 and not packet.job.is_enabling:
            for t in packet.working(tour, changes[packet.job.change]):
                n = min(packet.heads, int(left[packet.job.line][t]))
                left[packet.job.line][t] -= n
                series[packet.job.line, packet.group][t] += n
    for (b, g), heads in sorted(series.items()):
        line, group = inst.lines[b], inst.groups[g]
        for first, last, n in layers(heads):
            yield tables.Fill(
                activity=inst.tasks[line.activity].id,
                skill=line.skill,
                contingent=inst.forces[group.contingent].id,
                people=group.cell,
                heads=n,
                from_=monday(first),
                until=monday(last) if last < inst.weeks else None,
            )


def _handovers(facts: Facts, best: Schedule) -> Iterator[tables.Handover]:
    inst = facts.inst
    for change in best.changes:
        if change.id >= 0 and change.week < inst.weeks:
            for a in facts.handed_together[change.id][0]:
                task = inst.tasks[a]
                commands = {"from_": inst.commands[task.command], "to": inst.commands[task.hand_to]}
                yield tables.Handover(activity=task.id, **commands, week=inst.mission.calendar.monday(change.week))
