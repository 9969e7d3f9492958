"""The plan: its head and its tables. A planner can write one by hand."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from contingent.domain.cells import Id, Ids, PositiveInt, Text
from contingent.domain.tables import Row
from contingent.domain.vocabulary import Goal

FORMAT = 1
"""Version of the plan tables that this package reads and writes."""


class Tour(Row):
    """So many people of one group who come together, share one history, and leave together."""

    tour: Id | None = None
    """Name of the row, where a move or a change of command refers to it."""
    contingent: Id
    """The contingent."""
    people: Ids = ()
    """The group: the skills of its row of `people`."""
    heads: PositiveInt
    """How many. [person]"""
    site: Id
    """Site at which the tour begins."""
    command: Id
    """Command under which the tour begins."""
    arrive: date
    """First day in theatre; those in place at the start: their contingent's `since`."""
    depart: date | None = None
    """First day no longer in theatre; blank: still there when the mission ends."""


class Move(Row):
    """A tour goes on at another site; its overlap starts anew."""

    tour: Id
    """The tour that moves, whole."""
    contingent: Id
    """Its contingent."""
    people: Ids = ()
    """Its group."""
    heads: PositiveInt
    """Its heads. [person]"""
    from_site: Id
    """Site that it leaves."""
    to_site: Id
    """Site that it goes to."""
    week: date
    """First day at the new site."""


class Rehat(Row):
    """A tour goes on under another command; no overlap is needed."""

    tour: Id
    """The tour that changes command, whole."""
    contingent: Id
    """Its contingent."""
    people: Ids = ()
    """Its group."""
    heads: PositiveInt
    """Its heads. [person]"""
    site: Id
    """Where it is in that week."""
    from_: Id = Field(alias="from")
    """Command that it leaves."""
    to: Id
    """Command that it comes under."""
    week: date
    """First day under the new command."""


class Fill(Row):
    """So many people of one group in the posts of one skill of an activity."""

    activity: Id
    """The activity."""
    skill: Id
    """The skill that the billet asks."""
    contingent: Id
    """The contingent that fills it."""
    people: Ids = ()
    """The group that fills it."""
    heads: PositiveInt
    """How many. [person]"""
    from_: date = Field(alias="from")
    """First day in the billet."""
    until: date | None = None
    """First day no longer in it; blank: to the end of the mission."""


class Handover(Row):
    """An activity changes command."""

    key = ("activity",)

    activity: Id
    """The activity."""
    from_: Id = Field(alias="from")
    """Command that held it."""
    to: Id
    """Command that holds it from then on."""
    week: date
    """First day under the new command."""


class Onward(Row):
    """People who left theatre and count for a need elsewhere."""

    elsewhere: Id
    """The need."""
    contingent: Id
    """The contingent that they belong to."""
    people: Ids = ()
    """Their group."""
    heads: PositiveInt
    """How many. [person]"""
    from_: date = Field(alias="from")
    """First day on which they count."""
    until: date | None = None
    """First day on which they no longer do; blank: to the end of the mission."""


class Proof(StrEnum):
    """What is proven of a goal's value."""

    OPTIMAL = "optimal"
    """No plan that is as good in the goals before does better in this one."""
    BOUNDED = "bounded"
    """Stopped before the proof was complete; the bound says how much better a plan could be at most."""
    UNKNOWN = "unknown"
    """No bound is proven."""


class GoalResult(Row):
    """A goal of a plan: its value, and what was proven about it."""

    goal: Goal
    """The goal."""
    value: Decimal
    """Its value in this plan, in the goal's unit."""
    bound: Decimal | None = None
    """No plan that is at least as good in all goals before this one has a smaller value. Absent: nothing proven."""
    scale: Decimal
    """What the value is measured against: all there could be of it, in the same unit."""
    proof: Proof = Proof.UNKNOWN
    """What is proven."""

    @property
    def gap(self) -> Decimal | None:
        """How much better a plan could be at most: (value - bound) / scale; None where no bound is proven. [1]"""
        if self.bound is None:
            return None
        return (self.value - self.bound) / self.scale if self.scale else Decimal(0)


class Plan(Row):
    """Who comes, who goes, who changes command, who fills what."""

    format: int = FORMAT
    """Version of the plan tables."""
    mission: Id
    """The mission it plans."""
    digest: Text = ""
    """Digest of the mission as planned; blank in a plan written by hand."""
    made_by: dict[str, str] = Field(default_factory=dict)
    """Parameters and versions: engine, seed, workers, limits; empty in a plan written by hand."""
    goals: tuple[GoalResult, ...] = ()
    """The goals in order, as claimed by the engine and re-counted by the verifier."""
    verdict: Text = ""
    """`lawful` or `unlawful`, as the verifier found when the plan was written; blank: not verified."""

    tours: tuple[Tour, ...] = ()
    moves: tuple[Move, ...] = ()
    rehats: tuple[Rehat, ...] = ()
    fills: tuple[Fill, ...] = ()
    handovers: tuple[Handover, ...] = ()
    onward: tuple[Onward, ...] = ()


PLAN_TABLES: dict[str, type[Row]] = {
    "tours": Tour,
    "moves": Move,
    "rehats": Rehat,
    "fills": Fill,
    "handovers": Handover,
    "onward": Onward,
}
"""The tables of a plan."""
