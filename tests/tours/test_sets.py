"""Whole sets in bounds: half a company fills half of what the whole one can. Hand cases, and an oracle for its work."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from builders import activity, billet, contingent, enabler, in_place, mission, people, site
from contingent.app.plan_mission import plan_mission
from contingent.domain.mission import Mission
from contingent.domain.tables import Row
from contingent.domain.vocabulary import Goal
from contingent.generator.knobs import Knobs, Mix, Size
from contingent.generator.mission import generate_mission
from contingent.instance import compile_mission
from contingent.solve.limits import Limits, Method
from contingent.solve.watch import Watch
from contingent.tours.ascent import prove
from contingent.tours.dual import Dual
from contingent.tours.people import Done, Worth
from contingent.tours.priced import rotating
from contingent.tours.prices import GOALS, rows_that_hold
from contingent.tours.problem import problem
from contingent.tours.sets import put_sets_to_work, set_earnings


def bound_of(asked: Mission) -> float:
    dual = Dual(problem(compile_mission(asked)))
    return prove(dual, Goal.ESSENTIAL, {}, 60, lambda: False, lambda _: None, iterations=1500).value


def two_sites(posts: int, essential: int, *who: object, needs: tuple[object, ...] = ()) -> Mission:
    """Six weeks, and the same work at two sites."""
    work = [(activity(s, s), billet(posts, essential, s)) for s in "ab"]
    return mission(site("a"), site("b"), *(row for rows in work for row in rows), *who, *needs, weeks=6)


@pytest.mark.parametrize(("posts", "empty"), [(7, 7), (8, 8), (9, 10)])
def test_a_company_is_at_one_of_two_sites(posts, empty):
    company = contingent("co", "USA", 8, indivisible=True)
    assert bound_of(two_sites(posts, posts, company)) == pytest.approx(6 * empty, abs=0.1)


@pytest.mark.parametrize(("posts", "empty"), [(3, 0), (4, 0), (5, 2)])
def test_people_who_come_one_by_one_are_at_both(posts, empty):
    assert bound_of(two_sites(posts, posts, contingent("co", "USA", 8))) == pytest.approx(6 * empty, abs=0.1)


@pytest.mark.parametrize("essential", [3, 4, 5])
def test_nor_does_a_company_do_what_is_essential_at_both(essential):
    """Half of its people could fill all that is essential at each site; half of the company fills half of it."""
    company = contingent("co", "USA", 16, indivisible=True)
    assert bound_of(two_sites(10, essential, company)) == pytest.approx(6 * essential, abs=0.1)


@pytest.mark.parametrize(
    ("least", "per", "empty"), [(0, None, 0), (1, None, 4), (2, None, 4), (3, None, 8 - 8 / 3), (0, 4, 4)]
)
def test_a_company_enables_one_of_two_sites(least, per, empty):
    """Where there must be three medics, no plan has anybody at work; a relaxation has two thirds of one site."""
    workers = contingent("es", "ESP", 8)
    medics = contingent("co", "USA", 2, "med", indivisible=True)
    needs = tuple(enabler("med", per, least, s) for s in "ab") if least or per else ()
    asked = two_sites(4, 4, workers, medics, needs=needs)
    assert bound_of(asked) == pytest.approx(6 * empty, abs=0.1)


@pytest.mark.parametrize(("posts", "empty"), [(4, 0), (5, 1), (8, 4)])
def test_of_each_group_of_two_sets_no_more_work_than_one_has(posts, empty):
    """Though all who work are no more than one set."""
    company = (*contingent("co", "USA", 4, indivisible=True, rotations=2), people("co", 4, "med"))
    asked = mission(site(), activity(), billet(posts, posts), company, weeks=6)
    assert bound_of(asked) == pytest.approx(6 * empty, abs=0.1)


@pytest.mark.parametrize(("posts", "empty"), [(3, 0), (4, 0), (5, 1)])
def test_of_two_sets_that_are_there_one_counts(posts, empty):
    company = contingent("co", "USA", 4, indivisible=True, rotations=2)
    asked = mission(site(), activity(), billet(posts, posts), company, weeks=6)
    assert bound_of(asked) == pytest.approx(6 * empty, abs=0.1)


def draw_company(chance: Random, number: int) -> tuple[Row, ...]:
    """Draw a company of up to three groups, some of which can do the same."""
    name, few = f"c{number}", chance.choice([0, 1, 3])
    groups = [people(name, n, s) for n, s in ((few, "med"), (chance.randint(0, 2), "inf med"), (few // 3, "log")) if n]
    more = {
        "commands": chance.choice(["OLD", "NEW", "OLD NEW"]),
        "rotations": chance.choice([1, 2]),
        "tour_max": chance.choice([2, 3, 6]),
        "dwell": chance.choice([0, 1, 2]),
        "indivisible": True,
    }
    if number == 0:
        return (*in_place(name, "USA", chance.randint(1, 4), **{**more, "site": "a", "tour_max": 6}), *groups)
    return (*contingent(name, "ESP", chance.randint(1, 4), **more), *groups)


def draw_mission(seed: int) -> Mission:
    """Draw a mission of companies, with several enablers, too large for the oracle and small enough for a program."""
    chance, parts = Random(seed), list[Row | tuple[Row, ...]]()  # noqa: S311 - test data, no secret
    for s in "ab":
        parts += [site(s, overlap=chance.choice([0, 0, 1])), activity(s, s, hand_to=chance.choice([None, "NEW"]))]
        for skill in ("inf", "med"):
            count = chance.randint(1, 6)
            parts.append(billet(count, chance.randint(0, count), s, skill))
        parts += [enabler(skill, chance.choice([None, 2, 5]), chance.randint(1, 3), s) for skill in ("log", "sig")]
    parts += [draw_company(chance, number) for number in range(3)]
    support = {"commands": "OLD NEW", "indivisible": chance.random() < 0.7}
    parts.append((*contingent("su", "FRA", chance.randint(2, 4), "log", **support), people("su", 3, "log sig")))
    return mission(*parts, weeks=6, goals=(Goal.ESSENTIAL, Goal.COVERAGE))


@pytest.mark.parametrize("seed", range(12))
def test_no_bound_of_companies_and_enablers_is_above_what_a_program_proves(seed):
    asked = draw_mission(seed)
    best = plan_mission(asked, Limits(time_limit=60, method=Method.MATRIX), Watch())
    assert best.plan is not None
    dual, rng = Dual(problem(compile_mission(asked))), np.random.default_rng(seed)
    caps: dict[Goal, Fraction] = {}
    start = None
    for result in best.plan.goals:
        assert result.bound == result.value
        for _ in range(5):
            prices = rng.random(dual.layout.size) * rows_that_hold(
                dual.problem, dual.layout, dual.needs.back, {result.goal, *caps}
            )
            dual.layout.view(prices).goal[GOALS.index(result.goal)] = 1.0
            most = np.array([float(caps.get(g, 0)) for g in GOALS])
            assert dual.evaluate(prices, most, np.zeros(dual.layout.size)) <= float(result.value) + 1e-9
        start = prove(dual, result.goal, caps, 60, lambda: False, lambda _: None, start=start, iterations=300)
        assert start.value <= float(result.value)
        caps[result.goal] = Fraction(result.value)


def drawn_worth(dual: Dual, rng: np.random.Generator) -> Worth:
    """Draw what work earns; some of it nothing."""
    worth = dual._worth(dual.layout.view(np.zeros(dual.layout.size)))
    return Worth(*(rng.random(block.shape) * (rng.random(block.shape) < 0.7) for block in worth))


def jobs_at(dual: Dual, worth: Worth, n: int, t: int) -> Iterator[tuple[float, int, list[int]]]:
    """Yield, read off the problem, what each part of each job at a spot earns a person, for how many, and for whom."""
    p, work = dual.problem, dual.work
    who: dict[tuple[str, int, int, float], list[int]] = {}
    for i, r in enumerate(range(p.spots.people[n], p.spots.people[n + 1])):
        pool = p.spots.pool[r]
        if pool < 0:
            continue
        for j in range(p.pools.lines[pool], p.pools.lines[pool + 1]):
            if p.pools.may_fill[j, t]:
                wish = float(worth.wish[work.wish[work.wishes[j] : work.wishes[j + 1]], t].sum())
                who.setdefault(("line", int(p.pools.line[j]), int(work.side[j]), wish), []).append(i)
        for j in range(p.pools.servings[pool], p.pools.servings[pool + 1]):
            who.setdefault(("serving", int(p.pools.serving[j]), 0, 0.0), []).append(i)
    for (kind, at, side, wish), groups in who.items():
        if kind == "line":
            value, beside = worth.fill[at, side, t] + wish, worth.first[at, side, t]
            first, most = p.lines.essential[at, t], p.lines.required[at, t]
        else:
            value, beside = worth.share[at, t], worth.least[at, t]
            posts, per = p.lines.required[p.lines.site == p.servings.site[at], t].sum(), p.servings.per[at]
            first = max(p.servings.minimum[at], 1 if per else 0) if posts else 0
            most = max(first, -(-posts // per) if per else 0)
        value -= charged(dual, worth, n, t, groups)
        yield value + beside, int(first), groups
        yield value, int(most - first), groups


def charged(dual: Dual, worth: Worth, n: int, t: int, groups: list[int]) -> float:
    """Return what being at work costs those of these groups of a set: the prices of all subsets that hold them."""
    p = dual.problem
    first = rotating(p).of_force[p.units.force[p.spots.unit[n]]]
    subsets = range(1, 2 ** (p.spots.people[n + 1] - p.spots.people[n])) if first >= 0 else ()
    return sum(float(worth.busy[first + s - 1, t]) for s in subsets if all(s >> g & 1 for g in groups))


def best_by_a_program(dual: Dual, worth: Worth, n: int, t: int) -> float:
    """Return the most that a set can earn: a linear program over who does what."""
    p = dual.problem
    heads = p.spots.heads[p.spots.people[n] : p.spots.people[n + 1]]
    pairs = [(value, part, g) for part, (value, _, groups) in enumerate(jobs_at(dual, worth, n, t)) for g in groups]
    most = [count for _, count, _ in jobs_at(dual, worth, n, t)]
    if not pairs:
        return 0.0
    rows = np.zeros((len(most) + len(heads), len(pairs)))
    for i, (_, part, g) in enumerate(pairs):
        rows[part, i] = rows[len(most) + g, i] = 1.0
    return -float(linprog([-value for value, _, _ in pairs], rows, [*most, *heads]).fun)


@pytest.fixture(scope="module")
def dual() -> Dual:
    return Dual(problem(compile_mission(generate_mission(Knobs(Size.S, 1, Mix.COMPANIES)))))


def test_the_work_of_a_set_earns_what_a_linear_program_finds(dual):
    rng = np.random.default_rng(5)
    for _ in range(4):
        worth, earned = drawn_worth(dual, rng), np.zeros((len(dual.problem.spots.unit), dual.problem.weeks))
        set_earnings(dual.sets, dual.most, worth, dual.scratch_of_sets, earned)
        for x in rng.permutation(len(dual.sets.spot))[:15]:
            n, t = int(dual.sets.spot[x]), int(rng.choice(np.flatnonzero(dual.sets.may_be[x])))
            assert earned[n, t] == pytest.approx(best_by_a_program(dual, worth, n, t), abs=1e-6)


def test_what_sets_do_is_what_they_earn(dual):
    rng = np.random.default_rng(6)
    worth, earned = drawn_worth(dual, rng), np.zeros((len(dual.problem.spots.unit), dual.problem.weeks))
    set_earnings(dual.sets, dual.most, worth, dual.scratch_of_sets, earned)
    serving = np.zeros_like(earned)
    serving[dual.sets.spot] = rng.integers(0, 3, dual.sets.may_be.shape) * dual.sets.may_be
    done = Done(*(np.zeros_like(block) for block in worth))
    put_sets_to_work(dual.sets, dual.most, worth, serving, dual.scratch_of_sets, done)
    paid = sum(float((block * people).sum()) for block, people in zip(worth[:-1], done[:-1], strict=True))
    assert paid - float((worth.busy * done.busy).sum()) == pytest.approx(float((earned * serving).sum()))
    assert paid > 0


def test_groups_that_are_not_told_apart_earn_no_less():
    skills = ["inf", "med", "log", "sig", "eng"]
    company = (*contingent("co", "USA", 3, skills[0], indivisible=True), *(people("co", 3, s) for s in skills[1:]))
    asked = mission(site(), activity(), *(billet(4, 2, skill=s) for s in skills), company, weeks=6)
    dual, rng = Dual(problem(compile_mission(asked))), np.random.default_rng(8)
    worth, earned = drawn_worth(dual, rng), np.zeros((len(dual.problem.spots.unit), dual.problem.weeks))
    set_earnings(dual.sets, dual.most, worth, dual.scratch_of_sets, earned)
    n = int(dual.sets.spot[0])
    more = [earned[n, t] - best_by_a_program(dual, worth, n, t) for t in range(6)]
    assert min(more) > -1e-6
    assert max(more) > 0.1
