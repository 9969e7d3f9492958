"""A run of HiGHS with the number of threads that its options ask for, whatever ran before."""

import threading

import highspy

from contingent.core.errors import EngineError


class _Team(threading.local):
    """The threads that HiGHS keeps for each thread of ours: so many as its first run there asked for."""

    size: int | None = None


_team = _Team()


def run(highs: highspy.Highs) -> None:
    """Run HiGHS.

    HiGHS refuses a run that asks for another number of threads than the one before it in the same thread of ours:
    those threads are sent home first.

    Raises
    ------
    EngineError
        It refused to run.
    """
    _, asked = highs.getOptionValue("threads")
    if _team.size not in (None, asked):
        highspy.Highs.resetGlobalScheduler(True)  # noqa: FBT003 - a compiled function without names
    _team.size = asked
    status = highs.run()
    if status == highspy.HighsStatus.kError and highs.getModelStatus() == highspy.HighsModelStatus.kNotset:
        raise EngineError("HiGHS refused to run. Please report it, with the mission if you may.")
