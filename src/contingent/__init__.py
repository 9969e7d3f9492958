"""Contingent plans who comes to a multinational mission, who takes over from whom, and who may go home.

In Python::

    from contingent import Mission, chart, frames, plan, verify

    mission = Mission.read("missions/first")
    outcome = plan(mission, time_limit=30)
    print(verify(mission, outcome.plan).is_lawful)
    print(frames(mission, outcome.plan)["handovers"])
    chart(mission, outcome.plan, "headcount").save("headcount.png")
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from contingent.core.version import __version__

if TYPE_CHECKING:
    from contingent.interface import (
        DataError,
        Mission,
        Outcome,
        Plan,
        Verdict,
        alternatives,
        ask,
        chart,
        compare,
        decide,
        frames,
        plan,
        verify,
        worth,
    )

__all__ = [
    "DataError",
    "Mission",
    "Outcome",
    "Plan",
    "Verdict",
    "__version__",
    "alternatives",
    "ask",
    "chart",
    "compare",
    "decide",
    "explain",
    "frames",
    "plan",
    "verify",
    "worth",
]


class _Package(ModuleType):
    """A package that loads its public interface at first use, so that the command line starts quickly."""

    def __getattr__(self, name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module 'contingent' has no attribute {name!r}")
        import contingent.interface

        return getattr(contingent.interface, name)

    def __setattr__(self, name: str, value: object) -> None:
        # Python binds each room to its name as it is loaded; `verify` is a room too, and stays the public function.
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Package
