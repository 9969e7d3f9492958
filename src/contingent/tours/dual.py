"""Bounds by prices: what every plan costs at least, for any prices.

For prices y >= 0 of the rows that units, posts and handovers share, and for each goal before,

    goal(plan) >= min over units' tours, posts, handovers of goal + sum of y x (demand - supply),

since a lawful plan demands nowhere more than there is. The right side falls apart: each unit looks for its cheapest
tours (``one_unit``), each person or whole set for the best work (``people``, ``sets``), each post and each band of
handovers decides for itself (``posts``). Held 1974, doi:10.1007/BF01580223.

Left out, which only lowers the bound: that contingents are there only with another, but for weeks in which that one
cannot be there; who is not back elsewhere, where people may come again before the reset is over; the rounding up of
support, but for contingents that move as one or are small; which group does what, in sets of more than four.
"""

import copy
from dataclasses import replace

import numpy as np

from contingent.domain.vocabulary import Goal, Measure
from contingent.tours import priced
from contingent.tours.all_units import Seen, count_crossings, price_onward, seen, solve_all, sum_up
from contingent.tours.one_unit import Costs, Scratch, scratch, until_forbidden
from contingent.tours.people import Done, Worth, best_work, earnings, put_to_work
from contingent.tours.posts import Posts, choose_needs, choose_posts, cost_of_weeks
from contingent.tours.presence import Presence, cost_of_presence, count_present, presence
from contingent.tours.prices import GOALS, Layout, Prices, signs, wishes_by_measure
from contingent.tours.problem import NEVER, Counts, Floats, Problem
from contingent.tours.sets import most_work, put_sets_to_work, set_earnings, sets
from contingent.tours.sets import scratch as scratch_of_sets
from contingent.tours.settled import Settled
from contingent.tours.wanted import least_enablers

_AT = {goal: i for i, goal in enumerate(GOALS)}


class Dual:
    """A problem as prices see it: everything that does not depend on them, and room for one evaluation."""

    def __init__(self, p: Problem) -> None:
        self.problem = p
        self.needs = priced.needs(p)
        rotating = priced.rotating(p)
        self.one_set = rotating.most
        self.layout = Layout(p, len(rotating.most), len(self.needs.group))
        may_be = priced.may_be(p)
        self.until = until_forbidden(may_be)
        self.presence: Presence = presence(p)
        self.wishes = wishes_by_measure(p)
        self.sizes: Counts = p.units.size[p.spots.unit]
        self.work = priced.work(p, self.wishes[Measure.COVERAGE], rotating.of_group)
        self.least = least_enablers(p)
        self.sets = sets(p, self.work, may_be, rotating.of_force)
        self.most = most_work(p)
        self.scratch_of_sets = scratch_of_sets(self.sets)
        self.limits = np.where(p.limits.most < NEVER, p.limits.most, 0).astype(float)
        self.seats = np.where(p.lifts.most < NEVER, p.lifts.most, 0).astype(float)
        self.wanted = {m: priced.wanted(p, self.wishes[m]) for m in Measure}
        self.weeks_of = {m: priced.weeks_of(p, self.wishes[m]) for m in Measure}
        self.signs = {m: signs(self.wishes[m]) for m in Measure}
        self.passing = priced.passing(p, self.wishes[Measure.HANDED_OVER]) * self.signs[Measure.HANDED_OVER][:, :, None]
        self.fair = priced.fair_shares(p)
        self.all_missed = priced.all_missed(p)
        self.everything = float((self.needs.value * self.needs.most * self.needs.weeks.sum(axis=1)).sum())
        self.largest = np.zeros(len(GOALS))
        self.largest[[_AT[g] for g in (Goal.ESSENTIAL, Goal.COVERAGE, Goal.HANDOVER)]] = self.all_missed
        self.largest[_AT[Goal.ELSEWHERE]] = self.everything
        self.chosen = priced.nothing_chosen(p)
        self.scratch: Scratch = scratch(p.units, p.weeks)
        spots = len(p.spots.unit)
        self.costs = Costs(
            np.zeros((spots, p.weeks + 1)),
            np.zeros((spots, p.weeks + 1)),
            np.zeros((spots, p.weeks)),
            np.zeros((spots, p.weeks)),
            0.0,
        )
        self.settled: Settled | None = None
        """Tours that prices no longer decide."""
        self.told: Seen = seen(len(p.units.force), 0)
        """Everybody's cheapest tours at the prices evaluated last, if there are rows for them."""
        self.rent = np.zeros((len(p.spots.unit), p.weeks))
        self.earned = np.zeros((len(p.spots.unit), p.weeks))

    def evaluate(self, flat: Floats, caps: Floats, slope: Floats) -> float:
        """Return the bound that prices prove; inf: there is no lawful plan.

        Parameters
        ----------
        flat
            Prices, of which those of wishes and nations are brought down to the weight of their goal.
        caps
            What each goal may be at most, in the order of ``Goal``; 0 for the one that is proven. Shape (8,).
        slope
            Written: demand less supply of every row, so that the bound is the sum of prices times slope.
        """
        price, rise = self.layout.view(flat), self.layout.view(slope)
        slope[:] = 0.0
        self._bring_down(price)
        total = self._posts(price, rise) + self._switches(price, rise)
        total += self._units(price, rise)
        total += self._needs(price, rise)
        rise.limit[:] -= self.limits
        rise.seat[:] -= self.seats
        rise.busy[:] -= self.one_set[:, None]
        total -= float((price.limit * self.limits).sum() + (price.seat * self.seats).sum())
        total -= float((price.busy * self.one_set[:, None]).sum())
        total += self._wishes(price, rise) + self._nations(price, rise)
        rise.goal[:] -= caps
        return total - float(price.goal @ caps)

    def rounding(self, flat: Floats, caps: Floats) -> float:
        """Return more than the rounding errors of the sums in the evaluation just made of these prices amount to."""
        p, price = self.problem, self.layout.view(flat)
        weeks = np.abs(self.rent) + self.earned + np.abs(self.costs.arrive) + np.abs(self.costs.depart)
        size = float(p.units.exist[p.spots.unit] @ weeks.sum(axis=1))
        working = (price.fill + price.first).sum(axis=1) + self._charge(price)[p.lines.site]
        working += 3 * (price.open + price.open_first)  # paid by fills of both commands, earned once
        size += float((working * p.lines.required).sum()) + float(price.goal @ (caps + self.largest))
        size += float((price.limit * self.limits).sum() + (price.seat * self.seats).sum())
        size += float((price.busy * self.one_set[:, None]).sum() + (price.back * self.needs.exist[:, None]).sum())
        size += float((price.least * self.least[:, None]).sum())
        size += float((np.abs(self._row_prices(price)) * self.presence.rest).sum())
        for own, measure in ((price.strength, Measure.STRENGTH), (price.coverage, Measure.COVERAGE)):
            size += float((own * self.wanted[measure]).sum())
        size += float((price.passed * (self.wanted[Measure.HANDED_OVER] + np.abs(self.passing).sum(axis=1))).sum())
        return 1e-10 * size

    def _bring_down(self, price: Prices) -> None:
        """Cut prices of what is missed to what missing it costs; for nations, together."""
        weight = price.goal[_AT[Goal.TARGETS]]
        for block in (price.strength, price.coverage, price.passed):
            np.minimum(block, weight, out=block)
        total, most = price.nation.sum(), price.goal[_AT[Goal.BURDEN]]
        if total > most:
            price.nation[:] *= most / total
            while price.nation.sum() > most:  # rounding
                price.nation[:] *= 1 - 1e-15

    def _charge(self, price: Prices) -> Floats:
        """Return what enablers charge those who work at a site. Shape (S, T)."""
        charge = np.zeros((self.problem.sites, self.problem.weeks))
        np.add.at(charge, self.problem.servings.site, price.share)
        return charge

    def handover_costs(self, prices: Floats) -> Floats:
        """Return what each week of each handover costs at given prices; T: never; inf: not so. Shape (C, T + 1)."""
        p, price = self.problem, self.layout.view(prices)
        posts = self._posts_at(price, np.zeros_like(price.fill), np.zeros_like(price.fill))
        costs = np.zeros((len(p.bands.may_pass), p.weeks + 1))
        for c, cost in enumerate(costs):
            cost_of_weeks(p.lines, p.bands, posts, c, cost)
        return costs

    def settling(self, over: Counts, settled: Settled) -> "Dual":
        """Return the same where every handover has its week or is never made, and some tours are settled.

        To be used instead of this one for a time, not beside it: they share the room that an evaluation needs.
        """
        other, p = copy.copy(self), self.problem
        may_pass = np.arange(p.weeks)[None, :] == over[:, None]
        other.problem = replace(p, bands=p.bands._replace(may_pass=may_pass & p.bands.may_pass))
        other.settled = settled
        return other

    def _posts_at(self, price: Prices, filled: Floats, firsts: Floats) -> Posts:
        p = self.problem
        return Posts(
            essential=price.goal[_AT[Goal.ESSENTIAL]],
            coverage=price.goal[_AT[Goal.COVERAGE]],
            handover=price.goal[_AT[Goal.HANDOVER]],
            fill=price.fill + price.open[:, None],
            first=price.first + price.open_first[:, None],
            charge=self._charge(price),
            passed=np.einsum("wt,wct->ct", price.passed, self.passing),
            filled=filled,
            firsts=firsts,
            working=np.zeros((p.sites, p.weeks)),
            over=np.zeros(len(p.bands.may_pass), np.int32),
            missed=np.zeros(3),
        )

    def _posts(self, price: Prices, rise: Prices) -> float:
        p = self.problem
        posts = self._posts_at(price, rise.fill, rise.first)
        total = choose_posts(p.lines, p.bands, posts)
        rise.share[:] += posts.working[p.servings.site] * (p.servings.per > 0)[:, None]
        rise.open[:] += posts.filled.sum(axis=1)
        rise.open_first[:] += posts.firsts.sum(axis=1)
        never = self.all_missed - [0.0, 0.0, p.bands.weight.sum()]  # what no choice changes
        goals = [_AT[Goal.ESSENTIAL], _AT[Goal.COVERAGE], _AT[Goal.HANDOVER]]
        rise.goal[goals] += posts.missed
        rise.goal[goals[2]] += never[2]
        is_over = np.arange(p.weeks)[None, :] >= posts.over[:, None]
        rise.passed[:] -= np.einsum("wct,ct->wt", self.passing, is_over)
        return float(total + price.goal[goals] @ never)

    def _switches(self, price: Prices, rise: Prices) -> float:
        """Let people work at a site where the least number of all its enablers is worth it, line by line.

        Stronger than (E2) and (E3) of the program, where each enabler opens the sum of all posts.
        """
        lines, servings = self.problem.lines, self.problem.servings
        cost = np.zeros((self.problem.sites, self.problem.weeks))
        np.add.at(cost, servings.site, price.least * self.least[:, None])
        np.subtract.at(cost, lines.site, price.open * lines.required + price.open_first * lines.essential)
        on = cost < 0
        rise.least[:] += self.least[:, None] * on[servings.site]
        rise.open[:] -= lines.required * on[lines.site]
        rise.open_first[:] -= lines.essential * on[lines.site]
        return float(cost[on].sum())

    def _units(self, price: Prices, rise: Prices) -> float:
        p = self.problem
        worth = self._worth(price)
        best_work(p.pools, self.work, worth)
        earnings(p.spots, self.work, worth, self.earned)
        set_earnings(self.sets, self.most, worth, self.scratch_of_sets, self.earned)
        rows = self._row_prices(price)
        cost_of_presence(self.presence, rows, self.sizes, self.rent)
        change = float(price.goal[_AT[Goal.TURBULENCE]])
        crossing = np.zeros((2, len(p.units.force), p.weeks))
        came = price_onward(p.units, self.needs, price.left, price.back, crossing)
        costs = self.costs._replace(change=change)
        sum_up(p.units, p.spots, price.seat, crossing, self.rent, self.earned, costs)
        units, total = p.units, 0.0
        for block in self.chosen:
            block[:] = 0.0
        if self.settled is not None:
            units, total = self.settled.left, self.settled.cost(costs, self.rent, self.earned)
            for block, fixed in zip(self.chosen, self.settled.chosen, strict=True):
                block[:] = fixed
        total += solve_all(units, p.ways, self.until, costs, self.scratch, self.chosen, self.told)
        self._count(price, rise, rows, worth)
        return total + came + float((rows * self.presence.rest).sum())

    def _row_prices(self, price: Prices) -> Floats:
        """Return the price of every row of ``Presence``. Shape (R, T)."""
        weeks = self.problem.weeks
        excess = price.nation - price.nation @ self.fair
        flat = [np.maximum(excess, 0), np.minimum(excess, 0), price.goal[[_AT[Goal.RELEASE]]]]
        rows = [np.repeat(x[:, None], weeks, axis=1) for x in flat]
        return np.concatenate([price.limit, -price.strength * self.signs[Measure.STRENGTH], *rows])

    def _worth(self, price: Prices) -> Worth:
        return Worth(
            fill=price.fill,
            first=price.first,
            wish=price.coverage * self.signs[Measure.COVERAGE],
            share=price.share * self.problem.servings.per[:, None],
            least=price.least,
            busy=price.busy,
        )

    def _count(self, price: Prices, rise: Prices, rows: Floats, worth: Worth) -> None:
        """Count what the units chosen use, fill and do."""
        p, chosen = self.problem, self.chosen
        counted = np.zeros_like(rows)
        count_present(self.presence, chosen.present, self.sizes, counted)
        limits, strength, nations = len(self.limits), len(rise.strength), len(rise.nation)
        rise.limit[:] += counted[:limits]
        signed = self.signs[Measure.STRENGTH]
        rise.strength[:] -= signed * counted[limits : limits + strength]
        below, above = counted[limits + strength :][:nations], counted[limits + strength + nations :][:nations]
        excess = price.nation - price.nation @ self.fair
        carried = np.where(excess >= 0, below.sum(axis=1), above.sum(axis=1))
        rise.nation[:] += carried - self.fair * carried.sum()
        rise.goal[_AT[Goal.RELEASE]] += counted[-1].sum()
        done = Done(*(np.zeros_like(block) for block in worth))
        put_to_work(p.spots, p.pools, self.work, worth, chosen.serving, done)
        put_sets_to_work(self.sets, self.most, worth, chosen.serving, self.scratch_of_sets, done)
        rise.fill[:] -= done.fill
        rise.first[:] -= done.first
        rise.busy[:] += done.busy
        rise.coverage[:] -= done.wish * self.signs[Measure.COVERAGE]
        rise.share[:] -= done.share * p.servings.per[:, None]
        rise.least[:] -= done.least
        moves = count_crossings(p.units, p.spots, chosen, self.needs, rise.seat, rise.left, rise.back)
        rise.goal[_AT[Goal.TURBULENCE]] += moves + chosen.changes[0]

    def _needs(self, price: Prices, rise: Prices) -> float:
        weight = float(price.goal[_AT[Goal.ELSEWHERE]])
        used = np.zeros_like(rise.left)
        total, unmet = choose_needs(self.needs, weight, price.left, price.back, used)
        rise.left[:] += used
        rise.back[:] += (used - self.needs.exist[:, None]) * self.needs.back[:, None]
        rise.goal[_AT[Goal.ELSEWHERE]] += unmet
        return total + weight * self.everything - float((price.back * self.needs.exist[:, None]).sum())

    def _wishes(self, price: Prices, rise: Prices) -> float:
        """Add what is wanted; where the price is the whole weight, what is missed is counted in the goal."""
        total, missed = 0.0, 0.0
        weight = price.goal[_AT[Goal.TARGETS]]
        blocks = ("strength", "coverage", "passed")
        for name, measure in zip(blocks, (Measure.STRENGTH, Measure.COVERAGE, Measure.HANDED_OVER), strict=True):
            own, slope = getattr(price, name), getattr(rise, name)
            wanted = self.wanted[measure] * self.signs[measure]
            total += float((own * wanted).sum())
            slope[:] += wanted
            counted = np.where(own >= weight, np.maximum(slope, 0), 0.0) * self.weeks_of[measure]
            slope[:] -= counted
            missed += float(counted.sum())
        rise.goal[_AT[Goal.TARGETS]] += missed
        return total

    def _nations(self, price: Prices, rise: Prices) -> float:
        """Count the largest excess in the goal, where the prices of nations are its whole weight."""
        weight = price.goal[_AT[Goal.BURDEN]]
        if len(price.nation) and price.nation.sum() >= weight * (1 - 1e-12):
            most = max(0.0, float(rise.nation.max()))
            rise.nation[:] -= most
            rise.goal[_AT[Goal.BURDEN]] += most
        return 0.0
