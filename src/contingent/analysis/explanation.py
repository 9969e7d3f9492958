"""An explanation: why a plan does not give something, as far as it is known."""

from dataclasses import dataclass, field

from contingent.analysis.possible import Word
from contingent.analysis.price import Price
from contingent.analysis.reasons import Findings
from contingent.analysis.wish import Wish


@dataclass(frozen=True, slots=True)
class Question:
    """A wish to be explained, with the weeks that it stands for."""

    wish: Wish
    stands_for: str = ""
    """Other weeks that were not looked at, in words; blank: none."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a plan does not give something."""

    wish: Wish
    stands_for: str
    word: Word | None
    """Whether it is possible when goals are ignored; None: not looked at."""
    is_granted: bool = False
    """The plan gives it already."""
    found: Findings = field(default_factory=Findings)
    can_fill: int | None = None
    """Of posts: how many could be filled in a lawful plan; None: not asked, or not known. [post]"""
    at_most: int | None = None
    """Of posts: proven that no more can be filled. [post]"""
    price: Price | None = None
    """Where it is possible: what it costs; None: not known in the time."""
    seconds: float = 0.0
    """Time spent. [s]"""

    @property
    def is_partial(self) -> bool:
        """Tell whether time ran out before all that was asked was known."""
        match self.word:
            case None | Word.UNKNOWN:
                return True
            case Word.IMPOSSIBLE:
                return not self.found.is_complete
        return self.price is None and not self.is_granted
