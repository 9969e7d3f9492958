"""Chance that is the same for everybody: streams of numbers that depend on names only."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of chance, named by words and numbers.

    Each thing that is made has its own stream, so that a knob changes only what it is about. Only ``random()`` is
    used, whose sequence Python promises to keep.
    """

    def __init__(self, *names: object) -> None:
        self._names = names
        self._stream = random.Random("/".join(map(str, names)))  # noqa: S311 - nothing is kept secret with it

    def of(self, *names: object) -> "Dice":
        """Return the stream of a part."""
        return Dice(*self._names, *names)

    def unit(self) -> float:
        """Return a number from 0 to below 1."""
        return self._stream.random()

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both possible; ``low`` where high is less."""
        return low + int(self.unit() * (max(low, high) - low + 1))

    def is_so(self, chance: float) -> bool:
        """Return yes with a chance."""
        return self.unit() < chance

    def pick(self, things: Sequence[T]) -> T:
        """Return one of some things."""
        return things[self.whole(0, len(things) - 1)]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """Return the things in another order."""
        left = list(things)
        return [left.pop(self.whole(0, len(left) - 1)) for _ in things]

    def spread(self, weights: Sequence[int], count: int) -> list[int]:
        """Return ``count`` indices, each about as often as its weight asks, in a mixed order."""
        total, start = sum(weights), self.unit()
        marks = [(i + start) * total / count for i in range(count)]
        chosen, passed, index = [], 0, 0
        for mark in marks:
            while passed + weights[index] <= mark:
                passed += weights[index]
                index += 1
            chosen.append(index)
        return self.shuffled(chosen)
