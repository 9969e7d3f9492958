"""Whether there are people enough for posts that must all be filled in one week: a flow from groups to lines."""

from itertools import pairwise

import numpy as np

from contingent.instance.instance import Bools, Ints


def weeks_with_enough(posts: Ints, could_fill: Bools, people: Ints) -> Bools:
    """Tell for each of some weeks whether all posts could be filled at once, everybody in one of them.

    Shortest augmenting paths (Edmonds and Karp, 1972, doi:10.1145/321694.321699), once for weeks that are alike: a few
    lines and groups, for which a library of large graphs takes longer to begin than to answer.

    Parameters
    ----------
    posts
        Posts of each line. [person] Shape (lines, weeks).
    could_fill
        Who could fill them. Shape (lines, groups, weeks).
    people
        Of each group, one set: no more serve at once. [person] Shape (groups,).

    Returns
    -------
    Bools
        Shape (weeks,).
    """
    lines, groups, weeks = could_fill.shape
    if not posts.size:
        return np.ones(weeks, dtype=bool)
    cases = np.concatenate([posts, could_fill.reshape(-1, weeks)])
    distinct, case_of_week = np.unique(cases, axis=1, return_inverse=True)
    enough = [_is_enough(case[:lines], case[lines:].reshape(lines, groups), people) for case in distinct.T]
    return np.array(enough, dtype=bool)[case_of_week.ravel()]


def _is_enough(posts: Ints, could_fill: Ints, people: Ints) -> bool:
    """Fill line after line; where nobody is free, others make room who can work elsewhere."""
    able = [np.flatnonzero(row).tolist() for row in could_fill]
    free: list[int] = people.tolist()
    taken = [dict.fromkeys(groups, 0) for groups in able]
    for line, asked in enumerate(posts.tolist()):
        missing = asked
        while missing:
            way = _way_to_free(line, able, taken, free)
            if not way:
                return False
            steps = list(pairwise(way))
            last, group = way[-1]
            number = min(missing, free[group], *(taken[other][moved] for (_, moved), (other, _) in steps))
            for (here, moved), (other, _) in steps:
                taken[here][moved] += number
                taken[other][moved] -= number
            taken[last][group] += number
            free[group] -= number
            missing -= number
    return True


def _way_to_free(
    line: int, able: list[list[int]], taken: list[dict[int, int]], free: list[int]
) -> list[tuple[int, int]]:
    """Return lines, each with the group that it takes from the next, the last from those who are free; none: no way."""
    ways: dict[int, list[tuple[int, int]]] = {line: []}
    queue = [line]
    for here in queue:
        for group in able[here]:
            way = [*ways[here], (here, group)]
            if free[group]:
                return way
            for other, groups in enumerate(taken):
                if groups.get(group) and other not in ways:
                    ways[other] = way
                    queue.append(other)
    return []
