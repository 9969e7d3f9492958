"""What can be wrong with a mission as such, whatever file it came from."""

from collections.abc import Iterator
from itertools import chain, islice

from contingent.core.findings import Severity
from contingent.domain.checks.codes import CODES
from contingent.domain.checks.contradictions import contradictions
from contingent.domain.checks.fault import Fault
from contingent.domain.checks.names import ambiguous_names
from contingent.domain.checks.references import unknown_names, unknown_names_of_head
from contingent.domain.checks.remarks import remarks
from contingent.domain.checks.start import at_the_start
from contingent.domain.mission import Mission

MOST = 500
"""Most faults that are told at once. [fault]"""

__all__ = ["CODES", "Fault", "check"]


def check(mission: Mission) -> Iterator[Fault]:
    """Yield what is wrong with a mission, or strange; the latter only where nothing is wrong. Stops after many."""
    every = chain(
        unknown_names(mission), unknown_names_of_head(mission), ambiguous_names(mission), contradictions(mission)
    )
    errors = list(islice(every, MOST))
    yield from errors
    if not any(CODES[fault.code].severity is Severity.ERROR for fault in errors):
        yield from islice(chain(at_the_start(mission), remarks(mission)), MOST)
