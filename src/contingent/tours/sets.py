"""What a set that moves as a whole earns at given prices: it fills no more posts of a line than there are.

Half a company fills half of what the whole one can fill, not half of its people: 100 people are worth no more than 40
at a line of 40 posts. No plan is lost: a set that is there fills no more than a line has, and no more essential posts
than it has, the first of a line counting as these; and who enables more than all posts need can be left out.

What earns most is found by taking the dearest work first. Which posts the people of a set can fill together is a
polymatroid (by Hall's theorem: the posts that only some of its groups can fill are at most the people of these), and
there the greedy choice is best: Edmonds 1970, doi:10.1007/3-540-36478-1_2.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numba import njit

from contingent.instance.instance import Bools
from contingent.tours.people import Done, Work, Worth
from contingent.tours.problem import Counts, Floats, Problem
from contingent.tours.wanted import least_enablers, wanted_enablers

_GROUPS = 4
"""Groups of a set that are told apart; those of a set of more may all do what one of them may."""


class Sets(NamedTuple):
    """Spots of whole sets and the jobs there. X spots, J jobs; each job has two parts, see ``Most``."""

    spot: Counts
    may_be: Bools
    """Weeks in which the set may be there. Shape (X, T)."""
    busy: Counts
    """First of its rows of ``Worth.busy``, one for each subset of groups but the empty one; -1: none. Shape (X,)."""
    people: Counts
    """People of each subset of the groups of the set; 0 beyond all of them. Shape (X, 2 ** _GROUPS)."""
    subsets: Counts
    """Number of these subsets. Shape (X,)."""
    jobs: Counts
    """First job of each spot, and the number of jobs. Shape (X + 1,)."""
    line: Counts
    """Line that a job fills; -1: it enables. Shape (J,)."""
    side: Counts
    """1 where it fills posts under the command that takes over. Shape (J,)."""
    serving: Counts
    """What it enables; -1: it fills. Shape (J,)."""
    who: Counts
    """Groups that may do it, as a subset: bit i for group i. Shape (J, T)."""
    wishes: Counts
    """Wishes that count it: pointer, shape (J + 1,), into ``wish``."""
    wish: Counts


class Most(NamedTuple):
    """How many people there is work for: essential posts before others, the least number of enablers before others."""

    essential: Counts
    """Shape (B, T)."""
    other: Counts
    least: Counts
    """Shape (E, T)."""
    more: Counts


class Scratch(NamedTuple):
    """Room for one set."""

    earned: Floats
    """What its best work earns. Shape (T,)."""
    people: Counts
    """People who do each part of each job. Shape (T, parts)."""
    value: Floats
    """What each part of each job earns a person in one week. Shape (parts,)."""
    most: Counts
    """People there is work for. Shape (parts,)."""
    left: Counts
    """People of each subset of groups who have no work yet."""
    charge: Floats
    """What being at work costs those whose work only a subset of groups can do."""


def most_work(p: Problem) -> Most:
    """Return how many people there is work for."""
    wanted = wanted_enablers(p)
    least = np.minimum(wanted, least_enablers(p)[:, None])
    return Most(p.lines.essential, p.lines.required - p.lines.essential, least, wanted - least)


def people_of_subsets(heads: Sequence[int]) -> list[int]:
    """Return the people of each subset of the groups told apart, by the number whose bits they are."""
    told_apart = heads if len(heads) <= _GROUPS else [sum(heads)]
    return [sum(h for i, h in enumerate(told_apart) if subset >> i & 1) for subset in range(2 ** len(told_apart))]


def sets(p: Problem, work: Work, may_be: Bools, busy: Counts) -> Sets:
    """List the spots of whole sets.

    Parameters
    ----------
    may_be
        Weeks in which a unit may be at a spot. Shape (N, T).
    busy
        First row of ``Worth.busy`` of each contingent that moves as a whole; -1: none. Shape (K,).
    """
    spots, units = p.spots, p.units
    spot = np.flatnonzero(units.size[spots.unit] > 1)
    jobs = [_jobs(p, work, range(spots.people[n], spots.people[n + 1])) for n in spot]
    every = [(*key, *job) for own in jobs for key, job in own.items()]
    people = [people_of_subsets(list(p.units_of[spots.unit[n]].heads.values())) for n in spot]
    return Sets(
        spot=_counts(spot),
        may_be=may_be[spot],
        busy=busy[units.force[spots.unit[spot]]],
        people=_counts([row + [0] * (2**_GROUPS - len(row)) for row in people]).reshape(-1, 2**_GROUPS),
        subsets=_counts([len(row) for row in people]),
        jobs=_counts(np.cumsum([0, *map(len, jobs)])),
        line=_counts([line for line, *_ in every]),
        side=_counts([side for _, side, *_ in every]),
        serving=_counts([serving for _, _, serving, *_ in every]),
        who=_counts([who for *_, who, _ in every]).reshape(-1, p.weeks),
        wishes=_counts(np.cumsum([0, *(len(wish) for *_, wish in every)])),
        wish=_counts([w for *_, wish in every for w in wish]),
    )


def _counts(numbers: object) -> Counts:
    return np.array(numbers, dtype=np.int32)


def _jobs(p: Problem, work: Work, rows: Sequence[int]) -> dict[tuple[int, int, int], tuple[Counts, list[int]]]:
    """Return the jobs of a set by line, side and enabler: which groups may do it in which weeks, and who counts it.

    Parameters
    ----------
    rows
        Rows of ``Spots.people``, one for each group.
    """
    pools, jobs = p.pools, dict[tuple[int, int, int], tuple[Counts, list[int]]]()
    for i, r in enumerate(rows):
        group, pool = 1 << (i if len(rows) <= _GROUPS else 0), p.spots.pool[r]
        if pool < 0:
            continue
        for j in range(pools.lines[pool], pools.lines[pool + 1]):
            wish = work.wish[work.wishes[j] : work.wishes[j + 1]].tolist()  # the same of all groups of a contingent
            key = (int(pools.line[j]), int(work.side[j]), -1)
            who, _ = jobs.setdefault(key, (np.zeros(p.weeks, np.int32), wish))
            who |= group * pools.may_fill[j].astype(np.int32)
        for j in range(pools.servings[pool], pools.servings[pool + 1]):
            who, _ = jobs.setdefault((-1, 0, int(pools.serving[j])), (np.zeros(p.weeks, np.int32), []))
            who |= group
    return jobs


def scratch(own: Sets) -> Scratch:
    """Make room for one set."""
    weeks, parts = own.may_be.shape[1], 2 * int(np.diff(own.jobs).max(initial=0))
    return Scratch(
        earned=np.zeros(weeks),
        people=np.zeros((weeks, parts), np.int32),
        value=np.zeros(parts),
        most=np.zeros(parts, np.int32),
        left=np.zeros(2**_GROUPS, np.int32),
        charge=np.zeros(2**_GROUPS),
    )


@njit(cache=True, nogil=True)
def set_earnings(own: Sets, most: Most, worth: Worth, room: Scratch, earned: Floats) -> None:
    """Write what a set that serves at a spot earns, by week. Shape (N, T)."""
    for x in range(len(own.spot)):
        _find_best_work(x, own.may_be[x], own, most, worth, room)
        earned[own.spot[x]] = room.earned


@njit(cache=True, nogil=True)
def put_sets_to_work(own: Sets, most: Most, worth: Worth, serving: Floats, room: Scratch, done: Done) -> None:
    """Count what sets that serve do.

    Parameters
    ----------
    serving
        Sets that serve. Shape (N, T).
    done
        Added to.
    """
    for x in range(len(own.spot)):
        count = serving[own.spot[x]]
        if count.max() > 0:
            _find_best_work(x, count > 0, own, most, worth, room)
            _add(x, count, own, room, done)


@njit(cache=True, nogil=True)
def _add(x: int, count: Floats, own: Sets, room: Scratch, done: Done) -> None:
    """Add what so many sets do in each week, as was just found for one."""
    for j in range(own.jobs[x], own.jobs[x + 1]):
        part = 2 * (j - own.jobs[x])
        for t in range(len(count)):
            first = count[t] * room.people[t, part]
            people = first + count[t] * room.people[t, part + 1]
            if people == 0:
                continue
            if own.busy[x] >= 0:
                for subset in range(1, own.subsets[x]):
                    if subset & own.who[j, t] == own.who[j, t]:
                        done.busy[own.busy[x] + subset - 1, t] += people
            if own.line[j] < 0:
                done.share[own.serving[j], t] += people
                done.least[own.serving[j], t] += first
                continue
            done.fill[own.line[j], own.side[j], t] += people
            done.first[own.line[j], own.side[j], t] += first
            for k in range(own.wishes[j], own.wishes[j + 1]):
                done.wish[own.wish[k], t] += people


@njit(cache=True, nogil=True)
def _find_best_work(x: int, weeks: Bools, own: Sets, most: Most, worth: Worth, room: Scratch) -> None:
    """Let a set do in some weeks what earns most; write that, and how many people do each part of each job."""
    first, parts = own.jobs[x], 2 * (own.jobs[x + 1] - own.jobs[x])
    subsets, value, left = own.subsets[x], room.value, room.left
    room.charge[:] = 0.0
    room.people[:] = 0
    room.earned[:] = 0.0
    for t in range(len(weeks)):
        if not weeks[t]:
            continue
        if own.busy[x] >= 0:
            _write_charges(t, subsets, worth.busy[own.busy[x] :], room.charge)
        _write_values(t, first, parts, own, most, worth, room)
        left[:] = own.people[x]
        while left[subsets - 1] > 0:
            dearest, dear = -1, 0.0
            for i in range(parts):
                if value[i] > dear:
                    dearest, dear = i, value[i]
            if dearest < 0:
                break
            value[dearest] = 0.0
            who, people = own.who[first + dearest // 2, t], room.most[dearest]
            for i in range(subsets):
                if i & who == who:
                    people = min(people, left[i])
            for i in range(subsets):
                if i & who == who:
                    left[i] -= people
            room.people[t, dearest] = people
            room.earned[t] += people * dear


@njit(cache=True, nogil=True)
def _write_charges(t: int, subsets: int, busy: Floats, charge: Floats) -> None:
    """Add up what each subset of groups pays in a week: the prices of all that it is a part of."""
    charge[0] = 0.0
    for subset in range(1, subsets):
        charge[subset] = busy[subset - 1, t]
    bit = 1
    while bit < subsets:
        for subset in range(subsets):
            if subset & bit == 0:
                charge[subset] += charge[subset | bit]
        bit *= 2


@njit(cache=True, nogil=True, inline="always")  # a call with so many arrays takes longer than what it does
def _write_values(t: int, first: int, parts: int, own: Sets, most: Most, worth: Worth, room: Scratch) -> None:
    """Write what each part of each job earns a person in a week, and how many there is work for."""
    for i in range(0, parts, 2):
        j = first + i // 2
        room.value[i] = room.value[i + 1] = 0.0
        if own.who[j, t] == 0:
            continue
        b, e, side = own.line[j], own.serving[j], own.side[j]
        if b < 0:
            value, beside = worth.share[e, t], worth.least[e, t]
            room.most[i], room.most[i + 1] = most.least[e, t], most.more[e, t]
        else:
            value, beside = worth.fill[b, side, t], worth.first[b, side, t]
            room.most[i], room.most[i + 1] = most.essential[b, t], most.other[b, t]
            for k in range(own.wishes[j], own.wishes[j + 1]):
                value += worth.wish[own.wish[k], t]
        value -= room.charge[own.who[j, t]]
        room.value[i], room.value[i + 1] = value + beside, value
