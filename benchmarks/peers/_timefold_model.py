"""A mission as Timefold sees it: tours and changes of command that are planned, packets of people that get a job.

A tour is one stay at one site under one command. A packet is some people of one group in one tour; its job is a line of
posts or a kind of enabling. Everything that a limit counts in a week is a key, whole number ``limit x SPAN + week``.
"""

# ruff: noqa: ARG005, PERF401, PLR1730
# Functions of streams take all that a stream carries. They and the methods of entities are translated to Java, which is
# quick for plain loops; a function beside the classes would be called in Python, a thousand times slower.

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

    def depended(self) -> list[int]:
        """Return the keys of dependences between contingents."""
        keys = []
        for week in range(self.arrive, self.depart):
            for one in self.asks:
                keys.append(one * SPAN + week)
            for one in self.answers:
                keys.append(one * SPAN + week)
        return keys


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

    def is_there(self, tour: Tour) -> bool:
        """Tell whether the people of a packet come: all of a company, else those who have a job."""
        return tour.place.site >= 0 and (self.moves_whole or self.job.line >= 0)

    def counted(self, tour: Tour) -> list[int]:
        """Return the keys of all limits on presence, with weeks."""
        keys = []
        for limit in tour.place.limits:
            for week in range(tour.arrive, tour.depart):
                keys.append(limit * SPAN + week)
        return keys

    def rested(self, tour: Tour) -> list[int]:
        """Return the keys of limits on people: seats, and sets that are away or at rest."""
        keys = []
        for limit in tour.place.seats:
            if not tour.is_in_place:
                keys.append(limit * SPAN + tour.arrive)
            if tour.depart < tour.weeks:
                keys.append(limit * SPAN + tour.depart)
        for week in range(tour.arrive, min(tour.weeks, tour.depart + tour.dwell)):
            keys.append(self.rest * SPAN + week)
        return keys

    def begins(self, tour: Tour) -> int:
        """Return the first week in which people can work."""
        if tour.is_in_place:
            return 0
        return tour.arrive + tour.place.overlap

    def works(self, tour: Tour, change: Change, week: int) -> bool:
        """Tell whether people can do their job in a week, if they are there."""
        if self.job.is_enabling:
            return True
        if week < change.week:
            return tour.place.command == self.job.old and self.job.old_weeks[week] == 1
        return tour.place.command == self.job.new and self.job.new_weeks[week] == 1

    def working(self, tour: Tour, change: Change) -> list[int]:
        """Return the weeks in which people can do their job."""
        weeks = []
        if self.job.line < 0 or self.job.site != tour.place.site:
            return weeks
        for week in range(self.begins(tour), tour.depart):
            if self.works(tour, change, week):
                weeks.append(week)
        return weeks

    def filling(self, tour: Tour, change: Change) -> list[int]:
        """Return the keys of posts filled."""
        if self.job.is_enabling:
            return []
        keys = []
        for week in self.working(tour, change):
            keys.append(self.job.line * SPAN + week)
        return keys

    def busy(self, tour: Tour, change: Change) -> list[int]:
        """Return the keys of the limit on people of a group at work."""
        keys = []
        for week in self.working(tour, change):
            keys.append(self.work * SPAN + week)
        return keys

    def serving(self, tour: Tour, change: Change) -> list[int]:
        """Return the keys of enablers, whether people need them or are them."""
        keys = []
        for week in self.working(tour, change):
            for row in self.job.needs:
                keys.append(row * SPAN + week)
        return keys


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


HARD = BendableScore.of_hard(1, LEVELS, 0, 1)


def soft(level: int) -> BendableScore:
    """Make one point of a goal."""
    return BendableScore.of_soft(1, LEVELS, level, 1)


@constraint_provider
def constraints(factory: ConstraintFactory) -> list[Constraint]:
    """Return all constraints, hard ones first; streams that several begin with are made once, and so run once."""
    there = _there(factory)
    at_work = _at_work(there)
    filled = _filled(at_work)
    return [
        _tours(factory),
        _presence(there),
        _seats(there),
        _work(at_work),
        _enablers(at_work),
        _companions(there),
        _handover_due(factory),
        _handover_covered(filled),
        _essential(filled),
        _coverage(filled),
        _release(there),
        _handover(factory),
        _turbulence(there),
    ]


def _there(factory: ConstraintFactory):  # noqa: ANN202 - a stream, which the library gives no public name
    return (
        factory.for_each(Packet)
        .join(Tour, Joiners.equal(lambda packet: packet.tour, lambda tour: tour.id))
        .filter(lambda packet, tour: packet.is_there(tour))
    )


def _at_work(there):  # noqa: ANN001, ANN202
    return there.join(Change, Joiners.equal(lambda packet, tour: packet.job.change, lambda change: change.id))


def _tours(factory: ConstraintFactory) -> Constraint:
    return (
        factory.for_each(Tour)
        .filter(lambda tour: tour.breach() > 0)
        .penalize(HARD, lambda tour: tour.breach())
        .as_constraint("tour")
    )


def _presence(there) -> Constraint:  # noqa: ANN001 - a stream
    keyed = there.map(lambda packet, tour: packet, lambda packet, tour: packet.counted(tour))
    return _at_most(keyed, lambda packet, key: packet.load, "presence")


def _seats(there) -> Constraint:  # noqa: ANN001 - a stream
    keyed = there.map(lambda packet, tour: packet, lambda packet, tour: packet.rested(tour))
    return _at_most(keyed, lambda packet, key: packet.heads, "seats and rest")


def _work(at_work) -> Constraint:  # noqa: ANN001 - a stream
    keyed = at_work.map(lambda packet, tour, change: packet, lambda packet, tour, change: packet.busy(tour, change))
    return _at_most(keyed, lambda packet, key: packet.heads, "one set at work")


def _at_most(keyed, people, name: str) -> Constraint:  # noqa: ANN001 - a stream, and what a packet counts
    """Keep the people of each key at most at its limit; ``keyed`` has packets and the keys of each."""
    return (
        keyed.flatten_last(lambda keys: keys)
        .group_by(lambda packet, key: key, ConstraintCollectors.sum(people))
        .join(Limit, Joiners.equal(lambda key, people: key, lambda limit: limit.key))
        .filter(lambda key, people, limit: people > limit.most)
        .penalize(HARD, lambda key, people, limit: people - limit.most)
        .as_constraint(name)
    )


def _enablers(at_work) -> Constraint:  # noqa: ANN001 - a stream
    return (
        at_work.map(lambda packet, tour, change: packet, lambda packet, tour, change: packet.serving(tour, change))
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


def _companions(there) -> Constraint:  # noqa: ANN001 - a stream
    return (
        there.map(lambda packet, tour: tour, lambda packet, tour: tour.depended())
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


def _filled(at_work):  # noqa: ANN001, ANN202
    return (
        at_work.map(lambda packet, tour, change: packet, lambda packet, tour, change: packet.filling(tour, change))
        .flatten_last(lambda keys: keys)
        .group_by(lambda packet, key: key, ConstraintCollectors.sum(lambda packet, key: packet.heads))
        .join(Line, Joiners.equal(lambda key, people: key, lambda line: line.key))
    )


def _handover_covered(filled) -> Constraint:  # noqa: ANN001 - a stream
    return (
        filled.filter(lambda key, people, line: line.essential > 0)
        .join(
            Change,
            Joiners.equal(lambda key, people, line: line.change, lambda change: change.id),
            Joiners.equal(lambda key, people, line: line.week, lambda change: change.week),
        )
        .reward(HARD, lambda key, people, line, change: min(people, line.essential))
        .as_constraint("essential posts covered in the week of a handover")
    )


def _essential(filled) -> Constraint:  # noqa: ANN001 - a stream
    return filled.reward(soft(0), lambda key, people, line: min(people, line.essential)).as_constraint("essential")


def _coverage(filled) -> Constraint:  # noqa: ANN001 - a stream
    return filled.reward(soft(1), lambda key, people, line: line.priority * min(people, line.required)).as_constraint(
        "coverage"
    )


def _release(there) -> Constraint:  # noqa: ANN001 - a stream
    return (
        there.filter(lambda packet, tour: tour.is_releasing)
        .penalize(soft(2), lambda packet, tour: packet.load * max(0, tour.depart - tour.arrive))
        .as_constraint("release")
    )


def _handover(factory: ConstraintFactory) -> Constraint:
    return factory.for_each(Change).penalize(soft(3), lambda change: change.cost[change.week]).as_constraint("handover")


def _turbulence(there) -> Constraint:  # noqa: ANN001 - a stream
    return there.penalize(
        soft(4),
        lambda packet, tour: packet.heads * ((0 if tour.is_in_place else 1) + (1 if tour.depart < tour.weeks else 0)),
    ).as_constraint("turbulence")
