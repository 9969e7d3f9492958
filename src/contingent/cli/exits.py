"""What the exit code of every command means."""

from enum import IntEnum


class ExitCode(IntEnum):
    """One code, one meaning, in every command."""

    DONE = 0
    """Done; the plan, if one was asked for, is lawful."""
    NO_PLAN = 1
    """There is no plan, or it is unlawful."""
    FINDINGS = 2
    """The user's data or the call has errors."""
    DEFECT = 3
    """A defect of ours."""
