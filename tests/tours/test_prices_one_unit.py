"""The cheapest tours of one unit are those that trying all tours finds."""

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest

from contingent.instance import compile_mission
from contingent.tours.all_units import sum_up
from contingent.tours.dual import Dual
from contingent.tours.one_unit import follow, solve_unit, until_forbidden
from contingent.tours.problem import Floats, Problem, problem
from oracle.missions import any_mission

SEEDS = range(500, 540)
Tour = tuple[int, tuple[int, ...]]
"""A way, and the week of each crossing; in place: -1; to the end: T."""


def tours(p: Problem, u: int) -> Iterator[Tour]:
    """Yield every tour of a unit that the rules allow, by trying all weeks of all crossings."""
    for w in range(p.units.ways[u], p.units.ways[u + 1]):
        last = int(p.ways.stages[w])
        arrivals = [-1] if p.ways.in_place[w] else range(p.weeks)
        for crossings in product(arrivals, *([range(p.weeks + 1)] * last)):
            if _may_cross(p, w, crossings) and _is_long_enough(p, u, w, crossings) and _may_be(p, w, crossings):
                yield w, crossings


def _may_cross(p: Problem, w: int, crossings: tuple[int, ...]) -> bool:
    inner = crossings[1:-1]
    made = [j for j, t in enumerate(crossings) if 0 <= t < p.weeks]
    return all(t < p.weeks for t in inner) and all(p.ways.may_cross[w, j, crossings[j]] for j in made)


def _is_long_enough(p: Problem, u: int, w: int, crossings: tuple[int, ...]) -> bool:
    since = int(p.units.since[u]) if p.ways.in_place[w] else crossings[0]
    for j in range(len(crossings) - 1):
        stays_to_the_end = crossings[j + 1] == p.weeks and j == len(crossings) - 2
        if crossings[j + 1] < max(0, crossings[j]) + (0 if stays_to_the_end else p.ways.lag[w, j]):
            return False
        if crossings[j + 1] == max(0, crossings[j]) and p.ways.lag[w, j] > 0:
            return False
    end = crossings[-1]
    return end <= since + p.units.tour_max[u] and (end == p.weeks or end >= since + p.units.tour_min[u])


def _may_be(p: Problem, w: int, crossings: tuple[int, ...]) -> bool:
    return all(
        p.spots.may_be[p.ways.spot[w, j], t]
        for j in range(len(crossings) - 1)
        for t in range(max(0, crossings[j]), crossings[j + 1])
    )


def cost(p: Problem, u: int, tour: Tour, rent: Floats, earned: Floats, seat: Floats, change: float) -> float:
    """Add up what a tour costs, week by week."""
    w, crossings = tour
    total = 0.0
    for j in range(len(crossings) - 1):
        spot, enter = p.ways.spot[w, j], max(0, crossings[j])
        total += rent[spot, enter : crossings[j + 1]].sum()
        total -= earned[spot, enter + p.ways.wait[w, j] : crossings[j + 1]].sum()
    for j, week in enumerate(crossings):
        if 0 <= week < p.weeks:
            total += change * p.units.size[u] * p.ways.moved[w, j]
    ends = ((crossings[0], p.ways.spot[w, 0]), (crossings[-1], p.ways.spot[w, len(crossings) - 2]))
    for week, spot in ends:
        if 0 <= week < p.weeks:
            rows = p.spots.lift[p.spots.lifts[spot] : p.spots.lifts[spot + 1]]
            total += p.units.size[u] * seat[rows, week].sum()
    return float(total)


@pytest.mark.parametrize("seeds", [SEEDS[:20], SEEDS[20:]], ids=["first", "second"])
def test_the_cheapest_plan_of_a_unit_is_that_of_trying_all(seeds):
    for seed in seeds:
        p = problem(compile_mission(any_mission(seed)))
        dual, rng = Dual(p), np.random.default_rng(seed)
        rent, earned = rng.random((2, len(p.spots.unit), p.weeks)) * 2 - [[[0.5]], [[0.0]]]
        seat, change = rng.random((len(p.lifts.most), p.weeks)), float(rng.random() * 0.3)
        costs, until = dual.costs._replace(change=change), until_forbidden(p.spots.may_be)
        none = np.zeros((2, len(p.units.force), p.weeks))
        sum_up(p.units, p.spots, seat, none, rent, earned, costs)
        for u in range(len(p.units.force)):
            priced = [(tour, cost(p, u, tour, rent, earned, seat, change)) for tour in tours(p, u)]
            home, inside = _by_trying(p, u, priced)
            found = solve_unit(u, p.units, p.ways, until, costs, dual.scratch)
            assert found[1] == pytest.approx(home), (seed, u)
            if p.units.in_place[u]:
                assert found[0] == pytest.approx(inside), (seed, u)
                if np.isinf(inside):
                    continue
            for block in dual.chosen:
                block[:] = 0
            follow(u, p.units, p.ways, dual.scratch, dual.chosen)
            total = p.units.in_place[u] * (inside if p.units.in_place[u] else 0.0)
            total += (p.units.exist[u] - p.units.in_place[u]) * home
            assert _cost_of_chosen(dual, rent, earned, seat, change) == pytest.approx(total), (seed, u)


def _by_trying(p: Problem, u: int, priced: list[tuple[Tour, float]]) -> tuple[float, float]:
    """Return the least cost of a unit at home and of one in place (inf: it has no plan)."""
    best = [0.0] * (p.weeks + 1)
    dwell = int(p.units.dwell[u])

    def after(end: int) -> float:
        return best[min(end + dwell, p.weeks)] if end < p.weeks else 0.0

    for t in range(p.weeks - 1, -1, -1):
        begun = [c + after(crossings[-1]) for (_, crossings), c in priced if crossings[0] == t]
        best[t] = min([best[t + 1], *begun])
    inside = [c + after(crossings[-1]) for (_, crossings), c in priced if crossings[0] < 0]
    return best[0], min(inside, default=np.inf)


def _cost_of_chosen(dual: Dual, rent: Floats, earned: Floats, seat: Floats, change: float) -> float:
    p, chosen = dual.problem, dual.chosen
    total = (chosen.present * rent).sum() - (chosen.serving * earned).sum() + chosen.changes[0] * change
    for spot in range(len(p.spots.unit)):
        rows = p.spots.lift[p.spots.lifts[spot] : p.spots.lifts[spot + 1]]
        crossings = (chosen.arriving[spot] + chosen.departing[spot]) * dual.sizes[spot]
        total += (crossings * (seat[rows].sum(axis=0) + change)).sum()
    return float(total)
