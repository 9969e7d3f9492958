"""The random missions: the same for the same seed, whole, and not dull."""

from collections import Counter

import pytest

from oracle.missions import FEW, tiny_mission, tiny_oracle

SEEDS = range(2000, 2020)


def test_same_seed_same_mission() -> None:
    assert tiny_mission(7) == tiny_mission(7)
    assert tiny_mission(7).digest != tiny_mission(8).digest


@pytest.fixture(scope="module")
def tally() -> Counter[str]:
    """In how many missions something happens in the best plan."""
    found: Counter[str] = Counter()
    for seed in SEEDS:
        oracle = tiny_oracle(seed)
        best = oracle.best
        found["puzzle"] += len(oracle.choices) * len(oracle.handovers) >= FEW
        found["lawful"] += best is not None
        if best is not None:
            ways = [way for option in best.witness.choice for tours in option.tours for way, _ in tours]
            found["arrives"] += any(way.arrive >= 0 for way in ways)
            found["changes"] += any(way.changes(0) or way.changes(1) for way in ways)
            found["hands over"] += any(week is not None for week in best.witness.handovers)
            found["trade-off"] += sum(value > 0 for value in best.values.values()) >= 2
    return found


@pytest.mark.parametrize(
    ("what", "least"),
    [("puzzle", 16), ("lawful", 13), ("arrives", 5), ("changes", 2), ("hands over", 5), ("trade-off", 10)],
)
def test_missions_are_interesting(tally: Counter[str], what: str, least: int) -> None:
    assert tally[what] >= least
