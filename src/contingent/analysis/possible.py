"""Ask whether a wish is possible with some limits lifted: every yes is a verified plan, every no an engine's proof."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import StrEnum

from contingent.analysis.lifting import lift
from contingent.analysis.limit import Limit, LimitKind
from contingent.analysis.others import Others, enabling_elsewhere
from contingent.analysis.scope import Scope
from contingent.analysis.slice import core_of, needed_by_targets, slice_of
from contingent.analysis.wish import Wish, instance_of, is_granted
from contingent.core.errors import EngineError
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.formulation import Formulation, decode, formulate
from contingent.formulation.follow import follow
from contingent.formulation.nearness import nearness
from contingent.formulation.program import Objective, Program
from contingent.solve.answer import Answer as Claim
from contingent.solve.answer import Status
from contingent.solve.feasible import any_solution, is_refused_at_once
from contingent.verify import is_lawful

_SHARED = frozenset(
    {
        LimitKind.MUST,
        LimitKind.LIFT,
        LimitKind.CEILING,
        LimitKind.BEDS,
        LimitKind.MANDATE_NUMBER,
        LimitKind.CLOSES,
        LimitKind.ENABLER,
    }
)
"""Limits that a plan may exceed just because it can."""

Lifted = frozenset[Limit]
Find = Callable[[Program, float, Callable[[], bool], Objective | None], Claim]


class Word(StrEnum):
    """Whether a wish is possible."""

    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"
    """Stopped before the engine knew."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a wish is possible, with its evidence."""

    word: Word
    plan: Plan | None = None
    """A lawful plan that grants it; None unless possible."""


_UNKNOWN = Answer(Word.UNKNOWN)
_IMPOSSIBLE = Answer(Word.IMPOSSIBLE)


@dataclass(slots=True)
class Asker:
    """Asks about one wish, and remembers every answer."""

    mission: Mission
    """With the wish's targets among its own."""
    wish: Wish
    scope: Scope
    known: Plan | None
    """A lawful plan of the mission without the wish; None: there is none."""
    deadline: float
    """Of ``time.monotonic``. [s]"""
    is_stopped: Callable[[], bool]
    whole: bool = False
    """Ask the whole mission and not its slice; slower, for tests."""
    find: Find = any_solution
    """Finds a solution of a program, or the proof that there is none."""
    solves: int = 0
    yes: dict[Lifted, Plan] = field(default_factory=dict)
    no: list[Lifted] = field(default_factory=list)
    not_near: list[Lifted] = field(default_factory=list)
    """Limits with which there is no plan in which nearly all do as in the known one."""
    not_with_musts: list[Lifted] = field(default_factory=list)
    """Limits with which there is none in which those who do not matter do so."""
    like: Plan | None = None
    """The plan near which the present question looks for another: the answer is the same, and comes sooner."""
    others: dict[tuple[frozenset[str], frozenset[str]], Others] = field(default_factory=dict)
    """By contingents and activities: those who do as in the known plan."""

    def ask(self, lifted: Collection[Limit], *, doubted: bool = False) -> Answer:
        """Tell whether the wish is possible with some limits lifted.

        Parameters
        ----------
        doubted
            It is hardly possible: a proof is looked for before a plan. The answer is the same.
        """
        asked = frozenset(lifted)
        for known, plan in self.yes.items():
            if known <= asked:
                return Answer(Word.POSSIBLE, plan)
        if any(asked <= known for known in self.no):
            return _IMPOSSIBLE
        answer = self._solved(asked, doubted=doubted)
        if answer.plan is not None:
            self.yes[asked] = answer.plan
        elif answer.word is Word.IMPOSSIBLE:
            self.no.append(asked)
        return answer

    def keep(self, lifted: Collection[Limit], plan: Plan) -> None:
        """Remember a plan that was judged to be possible with some limits lifted."""
        self.yes[frozenset(lifted)] = plan

    def grants(self, lifted: Collection[Limit], plan: Plan) -> bool:
        """Tell whether a plan is lawful with some limits lifted, and grants the wish."""
        return is_granted(self.mission, self.wish, plan) and is_lawful(self.lifted(lifted), plan)

    def lifted(self, limits: Collection[Limit]) -> Mission:
        """Return the mission with some limits lifted."""
        return lift(self.mission, limits, self.scope)

    @property
    def is_over(self) -> bool:
        """Tell whether there is no time left."""
        return self.is_stopped() or time.monotonic() >= self.deadline

    def _solved(self, asked: Lifted, *, doubted: bool) -> Answer:
        """Go from the smallest question to the largest until one settles it."""
        if self.is_over:
            return _UNKNOWN
        self.like = self._most_alike(asked)
        steps = [self._found_near, self._refused_by_the_core, self._found_with_musts]
        if doubted:
            steps.insert(0, self._refused_at_once)
        for step in () if self.whole else steps:
            answer = step(asked)
            if answer.word is not Word.UNKNOWN:
                return answer
        return self._proved(asked)

    def _most_alike(self, asked: Lifted) -> Plan | None:
        """Return the plan that grants the wish and needs the fewest limits lifted that are not; else the known one."""
        if not self.yes:
            return self.known
        return min(self.yes.items(), key=lambda known: (len(known[0] - asked), len(known[0])))[1]

    def _refused_at_once(self, asked: Lifted) -> Answer:
        """Ask the relaxation of the core alone, which is enough for nearly every proof."""
        core = core_of(self.lifted(asked), self.scope, musts=False)
        program = formulate(instance_of(core, self.wish)).program
        self.solves += 1
        left = self.deadline - time.monotonic()
        return _IMPOSSIBLE if is_refused_at_once(program, left, self.is_stopped) else _UNKNOWN

    def _refused_by_the_core(self, asked: Lifted) -> Answer:
        """Ask the core alone: that it has no plan settles it, that it has one settles nothing."""
        core = core_of(self.lifted(asked), self.scope, musts=False)
        return _IMPOSSIBLE if self._claimed(core)[1].status is Status.INFEASIBLE else _UNKNOWN

    def _proved(self, asked: Lifted) -> Answer:
        """Ask the slice, or the whole, which tells for certain."""
        mission = self.lifted(asked)
        made, claim = self._claimed(mission if self.whole else slice_of(mission, self.scope))
        if claim.status is Status.INFEASIBLE:
            return _IMPOSSIBLE
        if claim.solution is None:
            return _UNKNOWN
        plan = decode(made, claim.solution)
        if not self._is_good(mission, plan):
            raise EngineError("a plan that was found for a wish is not lawful, or does not grant it")
        return Answer(Word.POSSIBLE, plan)

    def _claimed(self, mission: Mission) -> tuple[Formulation, Claim]:
        made = formulate(instance_of(mission, self.wish))
        return made, self._run(made)

    def _found_near(self, asked: Lifted) -> Answer:
        """Look for a plan in which only those do something else who matter and do not enable other sites."""
        if self.known is None:
            return _UNKNOWN
        busy = enabling_elsewhere(self.mission, self.known, self.scope.sites)
        return self._found_beside(asked, self.not_near, musts=False, apart=busy)

    def _found_with_musts(self, asked: Lifted) -> Answer:
        """Look for one in which those of targets that must be may do something else, too."""
        return self._found_beside(asked, self.not_with_musts, musts=True, apart=frozenset())

    def _found_beside(self, asked: Lifted, none: list[Lifted], *, musts: bool, apart: frozenset[str]) -> Answer:
        """Look first without lifting what everybody shares, which keeps plans plain."""
        for lifted in dict.fromkeys((frozenset(x for x in asked if x.kind not in _SHARED), asked)):
            # Fewer limits lifted would hardly lead to one; that nothing is missed is the proof's to say.
            if any(lifted <= known for known in none):
                continue
            mission = self.lifted(lifted)
            plan = self._beside(mission, musts=musts, apart=apart)
            if plan is not None and self._is_good(mission, plan):
                return Answer(Word.POSSIBLE, plan)
            if plan is None and not self.is_over:
                none.append(lifted)
        return _UNKNOWN

    def _beside(self, mission: Mission, *, musts: bool, apart: frozenset[str]) -> Plan | None:
        """Look for a plan in which those who do not matter do as in the known plan; it may turn out to be unlawful."""
        if self.known is None:
            return None
        core = core_of(mission, self.scope, musts=musts, apart=apart)
        there, done = {k.id for k in core.contingents}, {a.id for a in core.activities}
        absent = frozenset(k.id for k in mission.contingents if k.id not in there)
        kept_apart = absent, frozenset(needed_by_targets(mission) - done)
        if kept_apart not in self.others:
            self.others[kept_apart] = Others.of(self.mission, self.known, *kept_apart)
        others = self.others[kept_apart]
        if not others.plan.tours:
            return None
        kept = mission.model_copy(update={"targets": core.targets})
        made = formulate(others.taken_off(instance_of(core, self.wish), kept))
        claim = self._run(made)
        return None if claim.solution is None else others.joined(decode(made, claim.solution))

    def _is_good(self, mission: Mission, plan: Plan) -> bool:
        return is_granted(mission, self.wish, plan) and is_lawful(mission, plan)

    def _run(self, made: Formulation) -> Claim:
        self.solves += 1
        left = self.deadline - time.monotonic()
        near = None if self.like is None else nearness(made, follow(made, self.like))
        claim = self.find(made.program, left, self.is_stopped, near)
        if claim.solution is not None and not made.program.is_satisfied_by(claim.solution):
            raise EngineError("the engine returned numbers that do not satisfy the program")
        return claim
