"""That no smaller list does, proven from a slice of the mission: what cannot be there cannot be in the whole.

A slice (docs/concepts/why.md) asks of every lawful plan less than the mission does. So whatever the engine proves of
lists in the slice holds for the mission; docs/concepts/ask.md has the steps.
"""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import numpy as np

from contingent.analysis.ask_count import Missing
from contingent.analysis.ask_program import Model, model_of
from contingent.analysis.ask_relaxed import Goalpost, Key, Relaxed
from contingent.analysis.asks import Ask
from contingent.analysis.scope import scope_of
from contingent.analysis.slice import slice_of
from contingent.analysis.wish import Kind, Wish
from contingent.formulation.program import Columns, Program, Rows, Terms
from contingent.instance.instance import Ask as Wanted
from contingent.solve.answer import Status
from contingent.solve.feasible import any_solution
from contingent.solve.limits import Limits
from contingent.solve.solve import exact_engine

MISSED, ASKS, PEOPLE = range(3)
"""Places of the objectives."""

_FAIR = 0.5
"""Part of the time left that one step may take; the last may take all."""


@dataclass(frozen=True, slots=True)
class Least:
    """What is proven of all lists that leave no more of the aim than the one found."""

    missed: int
    """No list leaves less. [post-week]"""
    rows: int
    """[ask]"""
    people: int
    """Among lists of so few asks. [person]"""


@dataclass(slots=True)
class Prover:
    """Asks a slice about lists of further people."""

    model: Model
    amount: int
    """What a list is to leave at most. [post-week]"""
    deadline: float
    """Of ``time.monotonic``. [s]"""
    is_stopped: Callable[[], bool]

    @classmethod
    def of(
        cls,
        relaxed: Relaxed,
        goalpost: Goalpost,
        missing: Missing,
        amount: int,
        deadline: float,
        is_stopped: Callable[[], bool],
        most_nations: int | None = None,
    ) -> "Prover":
        """Slice a mission about the posts that are empty.

        Parameters
        ----------
        relaxed
            The whole mission with all possible further people.
        amount
            What a list is to leave at most. [post-week]
        """
        wish = Wish(Kind.POSTS, "posts that are empty", asks=tuple(Wanted(a, s, w, 1) for a, s, w, _ in missing))
        part = slice_of(relaxed.mission, scope_of(relaxed.mission, wish))
        part = part.model_copy(update={"planning": relaxed.mission.planning})
        model = model_of(replace(relaxed, mission=part), goalpost, most_nations=most_nations)
        return cls(model, amount, deadline, is_stopped)

    def least(self, asks: tuple[Ask, ...]) -> Least:
        """Return what is proven, as close to the list found as time allows."""
        rows, people = sum(ask.weight for ask in asks), sum(ask.number for ask in asks)
        missed = self.amount if self.is_impossible(missed=self.amount - 1) else 0
        skills = tuple(dict.fromkeys(skill for ask in asks for skill in ask.skills))
        needed = [s for s in skills if self.is_impossible({k for k in self.model.keys if s in k[0]})]
        least = len(needed) or int(self.is_impossible(self.model.keys))
        if least < rows:
            return Least(missed, least, min(1, least))
        # where all skills are needed so few asks are of each of them once, and of no other
        others = {k for k in self.model.keys if not {*k[0]} <= {*needed}} if needed else ()
        return Least(missed, rows, self._least_people(others, rows, people))

    def is_impossible(self, without: Collection[Key] = (), missed: int | None = None) -> bool:
        """Tell whether it is proven that no list without some kinds of people leaves so little; None: ``amount``."""
        most = self.amount if missed is None else missed
        if most < 0:
            return True
        return self._has_none(self._at_most(without, (most,)))

    def _least_people(self, without: Collection[Key], rows: int, people: int) -> int:
        """Return a proven bound on the people of lists without some kinds: the number found, if it can. [person]"""
        if self._has_none(self._at_most(without, (self.amount, rows, people - 1))):
            return people
        left = self._left(1.0)
        if left <= 0:
            return 1
        engine = exact_engine(self._at_most(without, (self.amount, rows)), Limits())
        claim = engine.minimise(self.model.program.objectives[PEOPLE], left, 0, None, lambda *_: self.is_stopped())
        return max(1, claim.bound or 0)

    def _has_none(self, program: Program) -> bool:
        left = self._left(_FAIR)
        return left > 0 and any_solution(program, left, self.is_stopped).status is Status.INFEASIBLE

    def _at_most(self, without: Collection[Key], most: tuple[int, ...]) -> Program:
        """Return the program without some kinds of people, and with limits on the first objectives."""
        program, rows = self.model.program, Rows()
        upper = program.upper.copy()
        gone = [place for place, key in enumerate(self.model.keys) if key in without]
        for objective in (ASKS, PEOPLE):
            upper[program.objectives[objective].column[gone]] = 0
        for of, high in zip(program.objectives, most, strict=False):
            rows.post([Terms.of(np.zeros_like(of.column), of.column, of.cost)], high=float(high - of.offset), n=1)
        return replace(program, upper=upper).extended(Columns(count=len(upper)), rows)

    def _left(self, share: float) -> float:
        return 0.0 if self.is_stopped() else share * (self.deadline - time.monotonic())
