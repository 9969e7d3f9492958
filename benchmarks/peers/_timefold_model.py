"""A mission as Timefold sees it: tours and changes of command that are planned, packets of people that get a job.

A tour is one stay at one site under one command. A packet is some people of one group in one tour; its job is a line of
posts or a kind of enabling. Everything that a limit counts in a week is a key, whole number ``limit x SPAN + week``.
"""

# ruff: noqa: ARG001, ARG005, PERF401, PLR1730, PLW0108
# Functions of streams take all that a stream carries; and they are translated to Java, which knows plain loops and
# function bodies best.

from dataclasses import dataclass, field
from typing import Annotated

from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    BendableScore,
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    Joiners,
    constraint_provider,
)

SPAN = 1000
"""More than any mission has weeks."""
LEVELS = 5
"""Goals that the model knows; each is a soft level."""


@dataclass
class Place:
    """A run of weeks at a site under a command; site -1: not there at all."""

    id: Annotated[str, PlanningId]
    site: int
    command: int
    first: int
    last: int
    overlap: int
    limits: list[int]
    """Limits that count people of the contingent there."""
    seats: list[int]
    """Limits of lift that count its journeys."""


@dataclass
class Job:
    """What people of a contingent may do at a site; line -1: nothing."""

    id: Annotated[str, PlanningId]
    site: int
    line: int
    """Of posts; behind them come the rows of enablers."""
    is_enabling: bool
    old: int
    new: int
    """Commands before and after the handover; enabling is done under any."""
    old_weeks: list[int]
    new_weeks: list[int]
    """1 where people of the contingent may do it, else 0."""
    change: int
    needs: list[int]
    """Rows of enablers at the site, for posts; its own row, for enabling."""


@dataclass
class Limit:
    """A limit in one week."""

    key: Annotated[int, PlanningId]
    most: int


@dataclass
class Line:
    """Posts of one line in one week."""

    key: Annotated[int, PlanningId]
    week: int
    required: int
    essential: int
    priority: int
    change: int


@dataclass
class Enabling:
    """A row of enablers in one week."""

    key: Annotated[int, PlanningId]
    per: int
    """0: only the minimum counts."""
    minimum: int


@planning_entity
@dataclass
class Tour:
    """A tour of a set of a contingent; whether anybody is on it, its packets say."""

    id: Annotated[int, PlanningId]
    is_in_place: bool
    begun: int
    """Week since when those in place are there; unused for others."""
    earliest: int
    shortest: int
    longest: int
    dwell: int
    weeks: int
    is_releasing: bool
    asks: list[int]
    """Dependences in which it needs the other."""
    answers: list[int]
    """Dependences in which it is the other."""
    places: Annotated[list[Place], ValueRangeProvider(id="places")]
    arrivals: Annotated[list[int], ValueRangeProvider(id="arrivals")]
    departures: Annotated[list[int], ValueRangeProvider(id="departures")]
    place: Annotated[Place, PlanningVariable(value_range_provider_refs=["places"])] = field(default=None)
    arrive: Annotated[int, PlanningVariable(value_range_provider_refs=["arrivals"])] = field(default=None)
    depart: Annotated[int, PlanningVariable(value_range_provider_refs=["departures"])] = field(default=None)

    def breach(self) -> int:
        """Return by how many weeks the tour is outside what is allowed for it alone."""
        if self.place.site < 0:
            return 0
        length = self.depart - (self.begun if self.is_in_place else self.arrive)
        late = max(0, self.depart - self.place.last) if self.depart > self.arrive else 0
        early = 0 if self.is_in_place else max(0, max(self.earliest, self.place.first) - self.arrive)
        least = 0 if self.is_in_place else max(1, self.place.overlap)
        if self.shortest > least:
            least = self.shortest
        short = max(0, least - length) if self.depart < self.weeks else 0
        none = 0 if self.is_in_place or self.depart > self.arrive else 1 + self.arrive - self.depart
        return late + early + short + none + max(0, length - self.longest)


@planning_entity
@dataclass
class Packet:
    """Some people of one group on one tour."""

    id: Annotated[int, PlanningId]
    tour: int
    group: int
    heads: int
    load: int
    """With the support element."""
    rest: int
    """The limit that counts sets of its group away or at rest."""
    work: int
    """The limit that counts people of its group at work."""
    moves_whole: bool
    jobs: Annotated[list[Job], ValueRangeProvider(id="jobs")]
    job: Annotated[Job, PlanningVariable(value_range_provider_refs=["jobs"])] = field(default=None)


@planning_entity
@dataclass
class Change:
    """A change of command of one or more activities; in the last week: never."""

    id: Annotated[int, PlanningId]
    weeks: Annotated[list[int], ValueRangeProvider(id="weeks")]
    cost: list[int]
    """Of each week, and of never, in the goal's unit."""
    essential: list[int]
    """Essential posts in each week, and 0 for never."""
    week: Annotated[int, PlanningVariable(value_range_provider_refs=["weeks"])] = field(default=None)


@planning_solution
@dataclass
class Schedule:
    """All of it."""

    tours: Annotated[list[Tour], PlanningEntityCollectionProperty]
    packets: Annotated[list[Packet], PlanningEntityCollectionProperty]
    changes: Annotated[list[Change], PlanningEntityCollectionProperty]
    limits: Annotated[list[Limit], ProblemFactCollectionProperty]
    lines: Annotated[list[Line], ProblemFactCollectionProperty]
    enablings: Annotated[list[Enabling], ProblemFactCollectionProperty]
    score: Annotated[BendableScore, PlanningScore(bendable_hard_levels_size=1, bendable_soft_levels_size=LEVELS)] = (
        field(default=None)
    )


def is_there(packet: Packet, tour: Tour) -> bool:
    """Tell whether the people of a packet come: all of a company, else those who have a job."""
    return tour.place.site >= 0 and (packet.moves_whole or packet.job.line >= 0)


def counted(packet: Packet, tour: Tour) -> list[int]:
    """Return the keys of all limits on presence, with weeks."""
    keys = []
    for limit in tour.place.limits:
        for week in range(tour.arrive, tour.depart):
            keys.append(limit * SPAN + week)
    return keys


def rested(packet: Packet, tour: Tour) -> list[int]:
    """Return the keys of limits on people: seats, and sets that are away or at rest."""
    keys = []
    for limit in tour.place.seats:
        if not tour.is_in_place:
            keys.append(limit * SPAN + tour.arrive)
        if tour.depart < tour.weeks:
            keys.append(limit * SPAN + tour.depart)
    for week in range(tour.arrive, min(tour.weeks, tour.depart + tour.dwell)):
        keys.append(packet.rest * SPAN + week)
    return keys


def working(packet: Packet, tour: Tour, change: Change) -> list[int]:
    """Return the weeks in which people can do their job."""
    job = packet.job
    weeks = []
    if job.line >= 0 and job.site == tour.place.site:
        begin = 0 if tour.is_in_place else tour.arrive + tour.place.overlap
        for week in range(begin, tour.depart):
            if job.is_enabling:
                weeks.append(week)
            elif week < change.week:
                if tour.place.command == job.old and job.old_weeks[week] == 1:
                    weeks.append(week)
            elif tour.place.command == job.new and job.new_weeks[week] == 1:
                weeks.append(week)
    return weeks


def filling(packet: Packet, tour: Tour, change: Change) -> list[int]:
    """Return the keys of posts filled."""
    if packet.job.is_enabling:
        return []
    keys = []
    for week in working(packet, tour, change):
        keys.append(packet.job.line * SPAN + week)
    return keys


def busy(packet: Packet, tour: Tour, change: Change) -> list[int]:
    """Return the keys of the limit on people of a group at work."""
    keys = []
    for week in working(packet, tour, change):
        keys.append(packet.work * SPAN + week)
    return keys


def serving(packet: Packet, tour: Tour, change: Change) -> list[int]:
    """Return the keys of enablers, whether people need them or are them."""
    keys = []
    for week in working(packet, tour, change):
        for row in packet.job.needs:
            keys.append(row * SPAN + week)
    return keys


def depended(tour: Tour) -> list[int]:
    """Return the keys of dependences between contingents."""
    keys = []
    for week in range(tour.arrive, tour.depart):
        for one in tour.asks:
            keys.append(one * SPAN + week)
        for one in tour.answers:
            keys.append(one * SPAN + week)
    return keys


HARD = BendableScore.of_hard(1, LEVELS, 0, 1)


def soft(level: int) -> BendableScore:
    """Make one point of a goal."""
    return BendableScore.of_soft(1, LEVELS, level, 1)


@constraint_provider
def constraints(factory: ConstraintFactory) -> list[Constraint]:
    """Return all constraints, hard ones first."""
    return [
        _tours(factory),
        _presence(factory),
        _seats(factory),
        _work(factory),
        _enablers(factory),
        _companions(factory),
        _handover_due(factory),
        _handover_covered(factory),
        _essential(factory),
        _coverage(factory),
        _release(factory),
        _handover(factory),
        _turbulence(factory),
    ]


def _there(factory: ConstraintFactory):  # noqa: ANN202 - a stream, which the library gives no public name
    return (
        factory.for_each(Packet)
        .join(Tour, Joiners.equal(lambda packet: packet.tour, lambda tour: tour.id))
        .filter(lambda packet, tour: is_there(packet, tour))
    )


def _at_work(factory: ConstraintFactory):  # noqa: ANN202
    return _there(factory).join(Change, Joiners.equal(lambda packet, tour: packet.job.change, lambda change: change.id))


def _tours(factory: ConstraintFactory) -> Constraint:
    return (
        factory.for_each(Tour)
        .filter(lambda tour: tour.breach() > 0)
        .penalize(HARD, lambda tour: tour.breach())
        .as_constraint("tour")
    )


def _presence(factory: ConstraintFactory) -> Constraint:
    return (
        _there(factory)
        .map(lambda packet, tour: packet, lambda packet, tour: counted(packet, tour))
        .flatten_last(lambda keys: keys)
        .group_by(lambda packet, key: key, ConstraintCollectors.sum(lambda packet, key: packet.load))
        .join(Limit, Joiners.equal(lambda key, people: key, lambda limit: limit.key))
        .filter(lambda key, people, limit: people > limit.most)
        .penalize(HARD, lambda key, people, limit: people - limit.most)
        .as_constraint("presence")
    )


def _seats(factory: ConstraintFactory) -> Constraint:
    return (
        _there(factory)
        .map(lambda packet, tour: packet, lambda packet, tour: rested(packet, tour))
        .flatten_last(lambda keys: keys)
        .group_by(lambda packet, key: key, ConstraintCollectors.sum(lambda packet, key: packet.heads))
        .join(Limit, Joiners.equal(lambda key, people: key, lambda limit: limit.key))
        .filter(lambda key, people, limit: people > limit.most)
        .penalize(HARD, lambda key, people, limit: people - limit.most)
        .as_constraint("seats and rest")
    )


def _work(factory: ConstraintFactory) -> Constraint:
    return (
        _at_work(factory)
        .map(lambda packet, tour, change: packet, lambda packet, tour, change: busy(packet, tour, change))
        .flatten_last(lambda keys: keys)
        .group_by(lambda packet, key: key, ConstraintCollectors.sum(lambda packet, key: packet.heads))
        .join(Limit, Joiners.equal(lambda key, people: key, lambda limit: limit.key))
        .filter(lambda key, people, limit: people > limit.most)
        .penalize(HARD, lambda key, people, limit: people - limit.most)
        .as_constraint("one set at work")
    )


def _enablers(factory: ConstraintFactory) -> Constraint:
    return (
        _at_work(factory)
        .map(lambda packet, tour, change: packet, lambda packet, tour, change: serving(packet, tour, change))
        .flatten_last(lambda keys: keys)
        .group_by(
            lambda packet, key: key,
            ConstraintCollectors.sum(lambda packet, key: 0 if packet.job.is_enabling else packet.heads),
            ConstraintCollectors.sum(lambda packet, key: packet.heads if packet.job.is_enabling else 0),
        )
        .join(Enabling, Joiners.equal(lambda key, posts, able: key, lambda row: row.key))
        .filter(
            lambda key, posts, able, row: posts > 0 and (able < row.minimum or (row.per > 0 and row.per * able < posts))
        )
        .penalize(
            HARD, lambda key, posts, able, row: max(row.minimum - able, posts - row.per * able if row.per > 0 else 0)
        )
        .as_constraint("enablers")
    )


def _companions(factory: ConstraintFactory) -> Constraint:
    return (
        _there(factory)
        .map(lambda packet, tour: tour, lambda packet, tour: depended(tour))
        .flatten_last(lambda keys: keys)
        .group_by(
            lambda tour, key: key,
            ConstraintCollectors.sum(lambda tour, key: 1 if key // SPAN in tour.asks else 0),
            ConstraintCollectors.sum(lambda tour, key: 1 if key // SPAN in tour.answers else 0),
        )
        .filter(lambda key, asking, answering: asking > 0 and answering == 0)
        .penalize(HARD, lambda key, asking, answering: asking)
        .as_constraint("present with")
    )


def _handover_due(factory: ConstraintFactory) -> Constraint:
    return (
        factory.for_each(Change)
        .filter(lambda change: change.essential[change.week] > 0)
        .penalize(HARD, lambda change: change.essential[change.week])
        .as_constraint("essential posts in the week of a handover")
    )


def _filled(factory: ConstraintFactory):  # noqa: ANN202
    return (
        _at_work(factory)
        .map(lambda packet, tour, change: packet, lambda packet, tour, change: filling(packet, tour, change))
        .flatten_last(lambda keys: keys)
        .group_by(lambda packet, key: key, ConstraintCollectors.sum(lambda packet, key: packet.heads))
        .join(Line, Joiners.equal(lambda key, people: key, lambda line: line.key))
    )


def _handover_covered(factory: ConstraintFactory) -> Constraint:
    return (
        _filled(factory)
        .filter(lambda key, people, line: line.essential > 0)
        .join(
            Change,
            Joiners.equal(lambda key, people, line: line.change, lambda change: change.id),
            Joiners.equal(lambda key, people, line: line.week, lambda change: change.week),
        )
        .reward(HARD, lambda key, people, line, change: min(people, line.essential))
        .as_constraint("essential posts covered in the week of a handover")
    )


def _essential(factory: ConstraintFactory) -> Constraint:
    return (
        _filled(factory)
        .reward(soft(0), lambda key, people, line: min(people, line.essential))
        .as_constraint("essential")
    )


def _coverage(factory: ConstraintFactory) -> Constraint:
    return (
        _filled(factory)
        .reward(soft(1), lambda key, people, line: line.priority * min(people, line.required))
        .as_constraint("coverage")
    )


def _release(factory: ConstraintFactory) -> Constraint:
    return (
        _there(factory)
        .filter(lambda packet, tour: tour.is_releasing)
        .penalize(soft(2), lambda packet, tour: packet.load * (tour.depart - tour.arrive))
        .as_constraint("release")
    )


def _handover(factory: ConstraintFactory) -> Constraint:
    return factory.for_each(Change).penalize(soft(3), lambda change: change.cost[change.week]).as_constraint("handover")


def _turbulence(factory: ConstraintFactory) -> Constraint:
    return (
        _there(factory)
        .penalize(
            soft(4),
            lambda packet, tour: (
                packet.heads * ((0 if tour.is_in_place else 1) + (1 if tour.depart < tour.weeks else 0))
            ),
        )
        .as_constraint("turbulence")
    )
