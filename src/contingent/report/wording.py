"""Dates, numbers and lists in words, the same in every locale."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(when: date) -> str:
    """Write a date, such as 5 Apr 2021."""
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"


def amount(value: Decimal | Fraction | int) -> str:
    """Write a number with thousands marked and at most two decimals."""
    return f"{int(value):,}" if value == int(value) else f"{float(value):,.2f}"


def percent(share: Decimal | Fraction | float) -> str:
    """Write a share; what is not quite nothing is not written as nothing, nor what is not quite all as all."""
    share = Fraction(share)
    if share == int(share):
        return f"{int(share * 100)} %"
    rounded = round(share * 100, 1)
    if rounded == 0:
        return "under 0.1 %" if share > 0 else "over -0.1 %"
    if rounded == 100:
        return "over 99.9 %" if share < 1 else "just over 100 %"
    return f"{float(rounded):g} %"


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
