"""What reading a folder gives: the value, all findings, and the text, so that a writer changes no more than it must."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from contingent.core.findings import Finding
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.files.table import Table
from contingent.files.toml import Lines

_NOTHING: Mapping[str, Table] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Originals:
    """The text of a folder."""

    head: str = ""
    """Text of ``mission.toml`` or ``plan.toml``."""
    tables: Mapping[str, Table] = field(default_factory=lambda: _NOTHING)
    """Each table with the text of its rows."""
    lines: Lines = field(default_factory=lambda: MappingProxyType({}))
    """Line of each key of the head."""
    remarks: tuple[Finding, ...] = ()
    """What was found in the keys of the head alone."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A mission as read.

    To write a changed mission, ``dataclasses.replace`` the mission and keep the rest.
    """

    mission: Mission | None
    """Nothing if any finding is an error."""
    findings: tuple[Finding, ...] = ()
    """Sorted by place."""
    originals: Originals = field(default=Originals(), repr=False)


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A plan as read."""

    plan: Plan | None
    """Nothing if any finding is an error."""
    findings: tuple[Finding, ...] = ()
    """Sorted by place."""
    originals: Originals = field(default=Originals(), repr=False)
