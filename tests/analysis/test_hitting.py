"""Sets that meet each of several sets: against looking at every subset."""

from itertools import chain, combinations
from random import Random

import pytest

from contingent.analysis.hitting import smallest_hitting_set


def _drawn(seed: int, most: int) -> list[frozenset[int]]:
    random = Random(f"hitting/{seed}")  # noqa: S311 - test data, no secret
    return [frozenset(random.sample(range(7), random.randint(1, 4))) for _ in range(random.randint(0, most))]


@pytest.mark.parametrize("seed", range(60))
def test_the_smallest_set_is_as_small_as_any_subset_that_meets_all(seed: int) -> None:
    sets, forbidden = _drawn(seed, 6), _drawn(seed + 1000, 3)
    subsets = (frozenset(s) for s in chain.from_iterable(combinations(range(7), n) for n in range(8)))
    meeting = [s for s in subsets if all(s & other for other in sets) and not any(f <= s for f in forbidden)]
    found = smallest_hitting_set(sets, forbidden, 7)
    if found is None:
        assert not [s for s in meeting if s <= frozenset().union(*sets)]
    else:
        assert found in meeting
        assert len(found) == len(meeting[0])
