"""The national support element: exact arithmetic."""

from decimal import Decimal
from functools import lru_cache


@lru_cache(maxsize=4096)  # asked for every camp and week, and most weeks are as the one before
def support_for(heads: int, support: Decimal) -> int:
    """Return ceil(support x heads), in persons."""
    numerator, denominator = support.as_integer_ratio()
    return -(-numerator * heads // denominator)
