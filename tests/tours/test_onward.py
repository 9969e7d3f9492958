"""Who counts for needs elsewhere: trying everything finds nothing that is worth more, and every choice is lawful."""

from itertools import product
from random import Random

import numpy as np
import pytest

from builders import contingent, mission, need, site
from contingent.instance import compile_mission
from contingent.tours.counts import Counts
from contingent.tours.onward import onward
from contingent.tours.problem import Problem, problem

WEEKS = 4
SKILLS = ("inf", "med", "inf med")


def drawn(dice: Random) -> tuple[Problem, Counts]:
    """Draw needs, and who came and left by when; sets may be back before a reset is over."""
    people = [contingent(f"k{i}", "ESP", 2, dice.choice(SKILLS), rotations=2) for i in range(2)]
    needs = [
        need(
            f"need{i}",
            dice.randint(1, 3),
            dice.choice(["*", "*", "k0", "k1"]),
            skill=dice.choice(["inf", "med", None]),
            value=dice.choice([1, 1, 2, 5]),
            reset_weeks=dice.randint(0, 3),
            from_=dice.choice([None, 1]),
        )
        for i in range(3)
    ]
    p = problem(compile_mission(mission(site(), *people, *needs, weeks=WEEKS)))
    come = [np.sort([dice.randint(0, 6) for _ in range(WEEKS)]) for _ in range(2)]
    left = [
        [min(gone, came) for gone, came in zip(sorted(dice.choices(range(7), k=WEEKS)), c, strict=True)] for c in come
    ]
    return p, Counts({}, np.array(come), np.array(left), 0)


def is_lawful(p: Problem, counted: Counts, t: int, heads: dict[tuple[int, int], int]) -> bool:
    """Say what the conventions say of a week, need by need and reset by reset."""
    needs = p.instance.needs
    for n, asked in enumerate(needs):
        if sum(h for (of, _), h in heads.items() if of == n) > (asked.count if asked.weeks[t] else 0):
            return False
    for g in range(2):
        back = max(0, counted.arrived[g, t] - 4)
        own = {needs[n].reset: 0 for (n, of), h in heads.items() if of == g and h}
        for r in own:
            together = sum(h for (n, of), h in heads.items() if of == g and needs[n].reset >= r)
            if together > (counted.left[g, t - r] if t >= r else 0) - back:
                return False
    return True


def worth(p: Problem, heads: dict[tuple[int, int], int]) -> int:
    return sum(p.instance.needs[n].value * h for (n, _), h in heads.items())


@pytest.mark.parametrize("seed", range(8))
def test_no_other_choice_is_worth_more(seed):
    dice = Random(seed)  # noqa: S311 - test data, no secret
    for _ in range(10):
        p, counted = drawn(dice)
        chosen = onward(p, counted)
        pairs = [(n, g) for n, asked in enumerate(p.instance.needs) for g in asked.groups]
        for t in range(WEEKS):
            mine = {pair: int(people[t]) for pair, people in chosen.items()}
            assert is_lawful(p, counted, t, mine)
            assert min(mine.values(), default=0) >= 0
            most = [p.instance.needs[n].count for n, _ in pairs]
            others = (dict(zip(pairs, h, strict=True)) for h in product(*(range(m + 1) for m in most)))
            assert worth(p, mine) == max(worth(p, heads) for heads in others if is_lawful(p, counted, t, heads))


def test_who_alone_can_meet_the_lesser_need_is_left_to_it():
    """Both can meet the dear need, only the first the other: the second goes to the dear one, though it came later."""
    dear = need("dear", 1, skill="inf", value=5, reset_weeks=0)
    cheap = need("cheap", 1, skill="med", value=1, reset_weeks=0)
    both, one = contingent("k0", "ESP", 1, "inf med"), contingent("k1", "ESP", 1, "inf")
    p = problem(compile_mission(mission(site(), both, one, dear, cheap, weeks=WEEKS)))
    gone = np.ones((2, WEEKS), dtype=np.int64)
    chosen = onward(p, Counts({}, gone, gone, 0))
    assert {pair: people.tolist() for pair, people in chosen.items()} == {(0, 1): [1] * WEEKS, (1, 0): [1] * WEEKS}
