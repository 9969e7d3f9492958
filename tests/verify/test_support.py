"""The support element is exact: no rounding error ever adds or loses a person."""

from decimal import Decimal
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contingent.verify.support import support_for


@pytest.mark.parametrize(
    ("heads", "support", "expected"),
    [
        (0, "0.5", 0),
        (1, "0.5", 1),
        (2, "0.5", 1),
        (3, "0.5", 2),
        (10, "0.1", 1),
        (11, "0.1", 2),
        (30, "0.1", 3),
        (7, "0", 0),
    ],
)
def test_support_is_rounded_up(heads, support, expected):
    assert support_for(heads, Decimal(support)) == expected


@given(heads=st.integers(0, 10**6), support=st.decimals(0, 1000, places=4))
def test_support_is_the_exact_ceiling(heads, support):
    assert support_for(heads, support) == ceil(Fraction(str(support)) * heads)
