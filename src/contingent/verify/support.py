"""The national support element: exact arithmetic."""

from decimal import Decimal


def support_for(heads: int, support: Decimal) -> int:
    """Return ceil(support x heads), in persons."""
    numerator, denominator = support.as_integer_ratio()
    return -(-numerator * heads // denominator)
