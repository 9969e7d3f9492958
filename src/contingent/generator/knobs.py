"""What can be asked of the generator: size, mix, scarcity, seed."""

from dataclasses import dataclass
from enum import StrEnum


class Size(StrEnum):
    """How large a mission is."""

    S = "S"
    M = "M"
    L = "L"
    XL = "XL"


class Mix(StrEnum):
    """What the pledges are made of."""

    POSTS = "posts"
    """Nearly all pledges are single posts and teams that can come in part."""
    COMPANIES = "companies"
    """More than half of the pledges are companies that move whole."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The numbers of a size."""

    nations: int
    """Rows of nations, hosts included."""
    contingents: int
    activities: int
    sites: int
    weeks: int
    theatres: int
    """Hosts: missions of their own that share nations and lift."""
    leads: int
    """Nations to be released."""
    reach: int
    """Most sites that a pledge names."""


SHAPES = {
    Size.S: Shape(10, 40, 20, 4, 52, 1, 1, 2),
    Size.M: Shape(30, 150, 70, 10, 104, 1, 1, 5),
    Size.L: Shape(60, 400, 150, 20, 156, 1, 1, 7),
    Size.XL: Shape(120, 1500, 600, 80, 156, 12, 3, 5),
}

INDIVISIBLE = {Mix.POSTS: 0.10, Mix.COMPANIES: 0.55}
"""Share of the contingents that are indivisible. [1]"""


@dataclass(frozen=True, slots=True)
class Knobs:
    """What is to be made."""

    size: Size = Size.S
    seed: int = 0
    mix: Mix = Mix.POSTS
    scarcity: float = 1.0
    """Posts asked, against what such a mission asks without this knob. [1]"""
    indivisible: float | None = None
    """Share of the contingents that are indivisible; None: as the mix has it. [1]"""

    @property
    def shape(self) -> Shape:
        """The numbers of the size."""
        return SHAPES[self.size]

    @property
    def share(self) -> float:
        """The share of the contingents that are indivisible. [1]"""
        return INDIVISIBLE[self.mix] if self.indivisible is None else self.indivisible

    @property
    def name(self) -> str:
        """The mission's id."""
        parts = ["generated", self.size, self.mix, str(self.seed)]
        parts += [f"scarcity-{self.scarcity:g}"] if self.scarcity != 1.0 else []
        parts += [f"indivisible-{self.indivisible:g}"] if self.indivisible is not None else []
        return "-".join(parts)
