"""What a brief is made of: plain values, which the template sets as they are, and how much room there is for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

NONE = "-"
"""An empty cell."""

MILLIMETRE = 72 / 25.4
"""[point]"""


class Form(StrEnum):
    """What the brief is set on."""

    A4 = "a4"
    SLIDES = "slides"
    """16 to 9."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The size of a page inside its margins."""

    width: float
    """[point]"""
    height: float
    """[point]"""


PORTRAIT = Sheet(182 * MILLIMETRE, 250 * MILLIMETRE)
LANDSCAPE = Sheet(269 * MILLIMETRE, 158 * MILLIMETRE)
SLIDE = Sheet(273 * MILLIMETRE, 128 * MILLIMETRE)


@dataclass(frozen=True, slots=True)
class Room:
    """How much a brief may say; less is tried where more takes too many pages."""

    form: Form
    rows: int
    """Rows of a table at most. [row]"""
    letters: int
    """Letters of a name at most. [character]"""
    breaches: int
    """Breaches of an unlawful plan that are named. [breach]"""
    annex: bool = True
    """Whether the A4 brief ends with pictures of activities and sites, on pages of their own."""
    scale: float = 1.0
    """Size of letters, against the least that is easy to read. [1]"""

    @property
    def is_slides(self) -> bool:
        """Tell whether the brief is set on slides."""
        return self.form is Form.SLIDES

    def cut(self, words: str) -> str:
        """Return a name that is not too long."""
        return cut(words, self.letters)


ROOMS = {
    Form.A4: (
        Room(Form.A4, 12, 60, 8),
        Room(Form.A4, 8, 48, 6),
        Room(Form.A4, 6, 40, 5),
        Room(Form.A4, 12, 60, 8, annex=False),
        Room(Form.A4, 8, 48, 6, annex=False),
        Room(Form.A4, 4, 28, 4, annex=False),
    ),
    Form.SLIDES: (
        Room(Form.SLIDES, 8, 60, 4, scale=1.2),
        Room(Form.SLIDES, 8, 60, 4, scale=1.1),
        Room(Form.SLIDES, 8, 50, 4),
        Room(Form.SLIDES, 7, 44, 2),
        Room(Form.SLIDES, 5, 32, 1),
        Room(Form.SLIDES, 3, 20, 1),
    ),
}
"""From the most to the least that a brief of a form says."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: str
    is_number: bool = False
    """Whether it is set to the right."""
    is_wide: bool = False
    """Whether it takes what room is left."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, cut to its most important rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    key: str = ""
    """How to read it, and what was left out."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing."""

    svg: str
    alt: str
    """The drawing in words, for those who do not see it."""
    key: str
    """How to read it."""
    width: float
    """[point]"""


Block = Table | Picture | str
"""What stands in a section; words are a paragraph."""


@dataclass(frozen=True, slots=True)
class Section:
    """One heading with what stands under it; a slide of its own."""

    title: str
    lead: str = ""
    """The message, in a sentence or two."""
    blocks: tuple[Block, ...] = ()
    aside: tuple[Block, ...] = ()
    """On slides: what stands to the right of the blocks; on A4 after them."""
    is_flipped: bool = False
    """Whether it stands on a page of its own in landscape; A4 only."""


def cut(words: str, letters: int) -> str:
    """Return words that are not too long; an ellipsis says where they were cut."""
    return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"


def rest(shown: int, all_: int, what: str = "") -> str:
    """Say how many rows were left out; blank: none."""
    more = all_ - shown
    return f"{more:,} more in the report page{what}." if more > 0 else ""


def joined(*sentences: str) -> str:
    """Join sentences, without those that are blank."""
    return " ".join(filter(None, sentences))


def numbers(*titles: str) -> tuple[Column, ...]:
    """Return columns of numbers."""
    return tuple(Column(title, is_number=True) for title in titles)


def rows(cells: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return rows as a table holds them."""
    return tuple(map(tuple, cells))
