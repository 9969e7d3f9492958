"""Smallest sets that meet each of several sets."""

from collections.abc import Collection, Iterator, Sequence


def smallest_hitting_set(
    sets: Collection[frozenset[int]], forbidden: Collection[frozenset[int]], most: int
) -> frozenset[int] | None:
    """Return a smallest set that meets each of ``sets`` and contains none of ``forbidden``; None: there is none.

    Of several, the first in the order of the numbers. By iterative deepening: fine for the handful of small sets that
    a question has, exponential in the size of the answer.

    Parameters
    ----------
    most
        Sets of more than this are not looked at.
    """
    ordered = sorted((sorted(s) for s in sets), key=len)
    for size in range(most + 1):
        for found in _extended(frozenset(), frozenset(), ordered, forbidden, size):
            return found
    return None


def _extended(
    chosen: frozenset[int],
    excluded: frozenset[int],
    sets: Sequence[Sequence[int]],
    forbidden: Collection[frozenset[int]],
    size: int,
) -> Iterator[frozenset[int]]:
    """Yield sets of at most ``size`` that contain ``chosen``, nothing excluded, and meet every set."""
    if any(f <= chosen for f in forbidden):
        return
    unmet = [[n for n in s if n not in excluded] for s in sets if not chosen & set(s)]
    if not unmet:
        yield chosen
        return
    if len(chosen) == size:
        return
    nearest = min(unmet, key=len)
    out = excluded
    for n in nearest:
        yield from _extended(chosen | {n}, out, sets, forbidden, size)
        out = out | {n}
