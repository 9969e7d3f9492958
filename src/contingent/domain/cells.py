"""The kinds of value that a cell of a table may hold."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, StringConstraints


def _split(value: object) -> object:
    return tuple(value.split()) if isinstance(value, str) else value


def _join(values: tuple[str, ...]) -> str:
    return " ".join(values)


def _plain(value: Decimal) -> Decimal:
    """Return an equal number spelt in one way, so that equal missions have equal digests."""
    plain = value.normalize() + 0  # no minus zero
    return plain if int(plain.as_tuple().exponent) <= 0 else plain.quantize(Decimal(1))


Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=64)]
"""Letters, digits, dot, hyphen and underscore; begins with a letter or digit."""

NationCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""ISO 3166-1 alpha-3."""

Ids = Annotated[tuple[Id, ...], BeforeValidator(_split), PlainSerializer(_join, when_used="json")]
"""Several ids, separated by spaces."""

Who = Annotated[str, StringConstraints(pattern=r"^(\*|[A-Za-z0-9][A-Za-z0-9._-]*)$", max_length=64)]
"""A nation, a group of nations, a contingent, a command, or ``*`` for all."""

Where = Who
"""A site, a host nation, or ``*`` for all."""

What = Who
"""An activity, a kind of activity, or ``*`` for all."""

Refusal = Annotated[
    str, StringConstraints(pattern=r"^(site|kind|activity|command):[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80)
]
"""What a caveat refuses: ``site:x``, ``kind:x``, ``activity:x`` or ``command:x``."""

Text = Annotated[str, StringConstraints(max_length=4000)]

PositiveInt = Annotated[int, Field(ge=1, le=1_000_000)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Weeks = Annotated[int, Field(ge=0, le=520)]
Days = Annotated[int, Field(ge=0, le=3650)]
Share = Annotated[Decimal, Field(ge=0, le=1, max_digits=7, decimal_places=6), AfterValidator(_plain)]
"""A probability or a part of one, 0 to 1."""
Ratio = Annotated[Decimal, Field(ge=0, le=1000, max_digits=8, decimal_places=4), AfterValidator(_plain)]
Degrees = Annotated[Decimal, Field(ge=-180, le=180, max_digits=10, decimal_places=7), AfterValidator(_plain)]
