"""Ask why in tests: wishes in one line, and what is found as words that a test can put beside the case."""

import time
from collections.abc import Callable, Collection
from datetime import timedelta
from random import Random

from contingent.analysis.limit import Limit
from contingent.analysis.limits import limits_of
from contingent.analysis.possible import Asker, Word
from contingent.analysis.reasons import Findings, search
from contingent.analysis.scope import scope_of
from contingent.analysis.wish import Kind, Wish, handed_over, posts_filled, released, required, wished
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.tables import Target
from contingent.formulation.program import Objective, Program
from contingent.solve.answer import Answer
from contingent.solve.feasible import ANY_VALUE, any_solution
from contingent.solve.limits import Limits
from contingent.solve.solve import exact_engine


def asker_of(mission: Mission, wish: Wish, *, known: Plan | None = None, whole: bool = False) -> Asker:
    asked = wished(mission, wish)
    return Asker(asked, wish, scope_of(asked, wish), known, time.monotonic() + 60, lambda: False, whole=whole)


def asked_anew(asker: Asker, lifted: Collection[Limit], *, whole: bool = True) -> Word:
    """Ask about the mission, as a whole or its slice, without a plan that is known and without what is remembered.

    What is impossible is proven by an engine with its own settings, and not by the quick ways of the search.
    """
    end = time.monotonic() + 60
    fresh = Asker(asker.mission, asker.wish, asker.scope, None, end, lambda: False, whole=whole, find=_plainly)
    return fresh.ask(lifted).word


def _plainly(program: Program, seconds: float, stop: Callable[[], bool], _: Objective | None) -> Answer:
    answer = any_solution(program, seconds, stop)
    if answer.solution is not None:
        return answer  # it is judged by the verifier, whoever found it
    engine = exact_engine(program, Limits())
    return engine.minimise(program.objectives[0], seconds, ANY_VALUE, None, lambda *_: stop())


def limits_in(asker: Asker) -> tuple[Limit, ...]:
    return limits_of(asker.mission, asker.wish, asker.scope)


def found_for(mission: Mission, wish: Wish) -> Findings:
    asker = asker_of(mission, wish)
    return search(asker, limits_in(asker), lambda _: None, most=100)


def kinds(limits: tuple[Limit, ...]) -> set[str]:
    return {str(limit.kind) for limit in limits}


def reasons_in(found: Findings) -> list[set[str]]:
    return [kinds(reason.limits) for reason in found.reasons]


def helps_in(found: Findings) -> list[set[str]]:
    return [kinds(help_.limits) for help_ in found.helps]


def random_wish(mission: Mission, seed: int) -> Wish | None:
    """Return a wish that the oracle can judge, or posts of one skill; None: the mission asks nothing of that kind."""
    random = Random(f"wish/{seed}")  # noqa: S311 - test data, no secret
    week = random.randrange(mission.weeks)
    match random.choice(["posts", "posts", "posts", "handover", "release", "strength", "coverage"]):
        case "posts":
            lines = sorted({(b.activity, b.skill, w) for b in mission.billets for w in range(mission.weeks)})
            asked = [(a, s, w, required(mission, a, s, w)) for a, s, w in lines]
            asked = [line for line in asked if line[3]]
            return posts_filled(mission, *random.choice(asked)) if asked else None
        case "handover":
            able = [a.id for a in mission.activities if a.hand_to not in (None, a.command)]
            return handed_over(mission, random.choice(able), week) if able else None
        case "release":
            return released(mission, random.choice(["AAA", "BBB"]), week)
        case measure:
            who = random.choice(["*", "AAA", "friends", mission.commands[-1].id])
            monday = mission.calendar.monday(week)
            value = random.choice([1, 2, 3]) if measure == "strength" else 100
            row = {"id": "wish", "measure": measure, "who": who, "sense": ">=", "value": value, "must": True}
            target = Target.model_validate({**row, "from": monday, "until": monday + timedelta(days=7)})
            return Wish(Kind.MUST, f"{measure} {who} {value}", targets=(target,))
