"""The closed lists of words: states, confidence, rules, goals, measures."""

from enum import StrEnum


class PledgeState(StrEnum):
    """How far a pledge has come. The first eight are in order; the last three never count."""

    ASKED = "asked"
    INDICATED = "indicated"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    VERIFIED = "verified"
    AUTHORISED = "authorised"
    ORDERED = "ordered"
    IN_PLACE = "in-place"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    REFUSED = "refused"

    def counts_from(self, least: "PledgeState") -> bool:
        """Tell whether a pledge in this state counts, where ``least`` is the first state that does."""
        return self not in DEAD_STATES and _ORDER[self] >= _ORDER[least]


DEAD_STATES = frozenset({PledgeState.WITHDRAWN, PledgeState.EXPIRED, PledgeState.REFUSED})
_ORDER = {state: n for n, state in enumerate(PledgeState)}


class Confidence(StrEnum):
    """How sure a row is."""

    FACT = "fact"
    DERIVED = "derived"
    ILLUSTRATIVE = "illustrative"


class ConsentStatus(StrEnum):
    """What the host has said."""

    GRANTED = "granted"
    PENDING = "pending"
    REFUSED = "refused"


class ConsentDefault(StrEnum):
    """What is assumed where no row of the consents speaks."""

    GRANTED = "granted"
    REFUSED = "refused"


class ConditionKind(StrEnum):
    """What must be true before a contingent comes."""

    PRESENT_WITH = "present-with"
    CONSENT = "consent"
    VOTE = "vote"


class Measure(StrEnum):
    """What a target measures."""

    STRENGTH = "strength"
    """People in theatre, support element included. [person]"""
    COVERAGE = "coverage"
    """Filled posts per hundred required. [percent]"""
    HANDED_OVER = "handed-over"
    """Activities handed over. [activity]"""


class Sense(StrEnum):
    """Which side of the value a target wants."""

    AT_LEAST = ">="
    AT_MOST = "<="


class Rule(StrEnum):
    """A law that every plan obeys. One page each under docs/formulation/."""

    AVAILABILITY = "availability"
    TOUR = "tour"
    DWELL = "dwell"
    INDIVISIBLE = "indivisible"
    SITE = "site"
    BEDS = "beds"
    CAVEAT = "caveat"
    CONSENT = "consent"
    MANDATE = "mandate"
    CEILING = "ceiling"
    LIFT = "lift"
    SKILL = "skill"
    RELIEF = "relief"
    COMMAND = "command"
    HANDOVER = "handover"
    REHAT = "rehat"
    ENABLER = "enabler"
    PRESENT_WITH = "present-with"
    ONWARD = "onward"
    TARGET = "target"


class Goal(StrEnum):
    """What a plan is judged by. Every goal is a number to make small, never below 0."""

    ESSENTIAL = "essential"
    COVERAGE = "coverage"
    RELEASE = "release"
    HANDOVER = "handover"
    ELSEWHERE = "elsewhere"
    TARGETS = "targets"
    BURDEN = "burden"
    TURBULENCE = "turbulence"

    @property
    def unit(self) -> str:
        """The unit of the goal's value."""
        return _UNIT_OF[self]

    @property
    def words(self) -> str:
        """The goal in words, as the reports print it."""
        return _WORDS_OF[self]


_UNIT_OF = {
    Goal.ESSENTIAL: "post-weeks",
    Goal.COVERAGE: "post-weeks x priority",
    Goal.RELEASE: "person-weeks",
    Goal.HANDOVER: "activity-weeks x priority",
    Goal.ELSEWHERE: "person-weeks x value",
    Goal.TARGETS: "missed amount x weeks",
    Goal.BURDEN: "person-weeks",
    Goal.TURBULENCE: "person-changes",
}

_WORDS_OF = {
    Goal.ESSENTIAL: "uncovered essential posts",
    Goal.COVERAGE: "uncovered posts, by priority",
    Goal.RELEASE: "people of the releasing nations still in theatre",
    Goal.HANDOVER: "activities not yet handed over, by priority",
    Goal.ELSEWHERE: "needs elsewhere left unmet, by value",
    Goal.TARGETS: "missed wishes",
    Goal.BURDEN: "largest excess of a nation over its fair share",
    Goal.TURBULENCE: "arrivals, departures, moves and command changes",
}
