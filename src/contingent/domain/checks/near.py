"""Names that look like the one that was meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def hint(word: str, known: Iterable[str]) -> str:
    """Return "Did you mean 'x'? " for the nearest known name, or nothing if none is near."""
    folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    near = get_close_matches(word[:80].casefold(), list(folded), n=1, cutoff=0.6)
    return f"Did you mean {folded[near[0]]!r}? " if near else ""
