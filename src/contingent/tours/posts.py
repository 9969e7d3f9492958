"""What posts, handovers and needs elsewhere do at given prices: each decides for itself, by inspection."""

from typing import NamedTuple

import numpy as np
from numba import njit

from contingent.instance.instance import Bools
from contingent.tours.problem import Bands, Counts, Floats, Lines


class Posts(NamedTuple):
    """What filling and handing over is worth, and what was chosen."""

    essential: float
    """Weight of an essential post that is empty."""
    coverage: float
    """Weight of any empty post, times its priority."""
    handover: float
    """Weight of a week under the old command, times the priorities."""
    fill: Floats
    """What a fill costs, under the old command and under the new. Shape (B, 2, T)."""
    first: Floats
    """What a fill of an essential post costs beside. Shape (B, 2, T)."""
    charge: Floats
    """What enablers charge those who work at a site. Shape (S, T)."""
    passed: Floats
    """What having been handed over earns beside the goal. Shape (C, T)."""
    filled: Floats
    """Posts filled. [person] Shape (B, 2, T)."""
    firsts: Floats
    """Essential posts among them. [person] Shape (B, 2, T)."""
    working: Floats
    """People who work at a site. Shape (S, T)."""
    over: Counts
    """Week of each handover; T: never. Shape (C,)."""
    missed: Floats
    """What the goals essential, coverage and handover come to. Shape (3,)."""


@njit(cache=True, nogil=True)
def choose_posts(lines: Lines, bands: Bands, posts: Posts) -> float:
    """Fill the posts that are worth their price, and choose the week of every handover; return the cost of all.

    Costs are against all posts empty and paid for: below 0 where a post is worth filling.
    """
    weeks = posts.fill.shape[2]
    total = 0.0
    for b in range(len(lines.site)):
        if lines.band[b] < 0:
            total += _fill(lines, b, weeks, posts)
    cost = np.empty(weeks + 1)
    for c in range(len(bands.may_pass)):
        cost_of_weeks(lines, bands, posts, c, cost)
        at = weeks
        for t in range(weeks - 1, -1, -1):
            if cost[t] < cost[at]:
                at = t
        total += float(cost[at])
        posts.over[c] = at
        for t in range(at):
            posts.missed[2] += bands.weight[c, t]
        for i in range(bands.lines[c], bands.lines[c + 1]):
            _fill(lines, bands.line[i], at, posts)
    return total


@njit(cache=True, nogil=True)
def cost_of_weeks(lines: Lines, bands: Bands, posts: Posts, c: int, cost: Floats) -> None:
    """Reckon what the posts of a band cost for each week of its handover; T: never; inf: not in that week.

    Parameters
    ----------
    cost
        Written. Shape (T + 1,).
    """
    weeks = posts.fill.shape[2]
    old = posts.handover * bands.weight[c]
    new = -posts.passed[c]
    handed = -posts.passed[c]
    for i in range(bands.lines[c], bands.lines[c + 1]):
        _add_costs(lines, bands.line[i], posts, old, new, handed)
    before, rest = old.sum(), 0.0
    cost[weeks] = before
    for t in range(weeks - 1, -1, -1):
        before -= old[t]
        cost[t] = before + handed[t] + rest if bands.may_pass[c, t] else np.inf
        rest += new[t]


@njit(cache=True, nogil=True)
def _add_costs(lines: Lines, b: int, posts: Posts, old: Floats, new: Floats, handed: Floats) -> None:
    """Add what the posts of a line cost at best, by week: under each command, and in the week of handover."""
    charge = posts.charge[lines.site[b]]
    before, after = posts.fill[b, 0], posts.fill[b, 1]
    first_before, first_after = posts.first[b, 0], posts.first[b, 1]
    worth = posts.coverage * lines.priority[b]
    for t in range(len(old)):
        required, essential = lines.required[b, t], lines.essential[b, t]
        if required > 0:
            other = before[t] + charge[t] - worth
            first = other + first_before[t] - posts.essential
            old[t] += min(other, 0.0) * (required - essential) + min(first, 0.0) * essential
            other = after[t] + charge[t] - worth
            first = other + first_after[t] - posts.essential
            rest = min(other, 0.0) * (required - essential)
            new[t] += rest + min(first, 0.0) * essential
            handed[t] += rest + first * essential


@njit(cache=True, nogil=True)
def _fill(lines: Lines, b: int, at: int, posts: Posts) -> float:
    """Fill the posts of a line that are worth it, in the week of its handover all essential ones; return the cost."""
    s, required, essential = lines.site[b], lines.required[b], lines.essential[b]
    worth, priority = posts.coverage * lines.priority[b], lines.priority[b]
    before, after, charge = posts.fill[b, 0], posts.fill[b, 1], posts.charge[s]
    first_before, first_after = posts.first[b, 0], posts.first[b, 1]
    filled_before, filled_after, working = posts.filled[b, 0], posts.filled[b, 1], posts.working[s]
    firsts_before, firsts_after = posts.firsts[b, 0], posts.firsts[b, 1]
    total, empty, missed = 0.0, 0, 0
    for t in range(len(required)):
        if required[t] == 0:
            continue
        other = (after[t] if t >= at else before[t]) + charge[t] - worth
        first = other + (first_after[t] if t >= at else first_before[t]) - posts.essential
        firsts, others = 0, 0
        if first < 0 or t == at:
            total += first * essential[t]
            firsts = essential[t]
        if other < 0:
            total += other * (required[t] - essential[t])
            others = required[t] - essential[t]
        filled = firsts + others
        if t >= at:
            filled_after[t], firsts_after[t] = filled, firsts
        else:
            filled_before[t], firsts_before[t] = filled, firsts
        working[t] += filled
        empty += essential[t] - firsts
        missed += required[t] - filled
    posts.missed[0] += empty
    posts.missed[1] += priority * missed
    return total


class Needs(NamedTuple):
    """Needs elsewhere and who can meet them: the people of a group who have been back for a reset. H rows."""

    group: Counts
    """Group of each row. Shape (H,)."""
    reset: Counts
    """[week]"""
    unit: Counts
    """Unit in which the group moves."""
    heads: Counts
    """[person/unit]"""
    exist: Counts
    """People of the group, all sets. [person]"""
    back: Bools
    """The row of those who have come a second time holds, and can bind."""
    groups: Counts
    """Groups of each need: pointer, shape (O + 1,), into ``rows``."""
    rows: Counts
    """First and last row of a group that a need asks: those with at most its reset. Shape (., 2)."""
    most: Counts
    """People whom each need counts at most. [person]"""
    value: Counts
    weeks: Bools
    """Shape (O, T)."""


@njit(cache=True, nogil=True)
def choose_needs(needs: Needs, weight: float, left: Floats, back: Floats, used: Floats) -> tuple[float, float]:
    """Let those count elsewhere who are worth their price; return the cost against none, and what is left unmet.

    Parameters
    ----------
    left, back
        Prices of those who have left, and of those who are not back. Shape (H, T).
    used
        Added to: people who count, by row. Shape (H, T).
    """
    total, unmet = 0.0, 0.0
    for o in range(len(needs.most)):
        first, last = needs.groups[o], needs.groups[o + 1]
        price = np.zeros(last - first)
        for t in range(used.shape[1]):
            if not needs.weeks[o, t]:
                continue
            for i in range(first, last):
                price[i - first] = -weight * needs.value[o]
                for h in range(needs.rows[i, 0], needs.rows[i, 1]):
                    price[i - first] += left[h, t] + back[h, t]
            rest = needs.most[o]
            for n in np.argsort(price):
                if rest == 0 or price[n] >= 0:
                    break
                low, high = needs.rows[first + n, 0], needs.rows[first + n, 1]
                people = min(rest, needs.exist[low])
                rest -= people
                total += people * price[n]
                for h in range(low, high):
                    used[h, t] += people
            unmet += needs.value[o] * rest
    return total, unmet
