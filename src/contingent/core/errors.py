"""Exceptions.

User data never raises below ``files``; a caller who asks for a value instead of findings gets one of these.
"""

from collections.abc import Sequence

from contingent.core.findings import Finding


class ContingentError(Exception):
    """Base of every exception that this package raises on purpose."""


class DataError(ContingentError):
    """The user's data has errors.

    Attributes
    ----------
    findings
        All findings, sorted by place.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(sorted(findings))
        super().__init__("\n".join(str(f) for f in self.findings))


class EngineError(ContingentError):
    """An engine failed, or claimed something that the verifier refuted. A defect of ours or of the engine."""
