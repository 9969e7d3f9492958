"""The mission: its head and its tables."""

import hashlib
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field

from contingent.core.calendar import Calendar
from contingent.domain.cells import Id, NationCode, Share, Text
from contingent.domain.tables import (
    Activity,
    Billet,
    Caveat,
    Ceiling,
    Command,
    Condition,
    Consent,
    Contingent,
    Elsewhere,
    Enabler,
    Lift,
    Mandate,
    Nation,
    People,
    Row,
    Site,
    Skill,
    Source,
    Target,
)
from contingent.domain.vocabulary import ConsentDefault, Goal, PledgeState

FORMAT: Final = 1
"""Version of the mission tables that this package reads and writes."""


class Planning(Row):
    """How the mission is to be planned: the table ``[planning]`` of ``mission.toml``."""

    counts_from: PledgeState = PledgeState.OFFERED
    """The least pledge state that counts."""
    count_pending_consent: bool = True
    """Whether a pending consent counts as granted."""
    consent_default: ConsentDefault = ConsentDefault.GRANTED
    """What is assumed where no row of `consents` speaks."""
    goals: Annotated[tuple[Goal, ...], Field(min_length=1)] = tuple(Goal)
    """The goals, the first to be met before all others, and so on."""
    release: tuple[NationCode, ...] = ()
    """Nations to release soonest."""
    slack: dict[Goal, Share] = Field(default_factory=dict)
    """Per goal, the share of its best value that later goals may give away."""


class Mission(Row):
    """A mission: who is needed where and when, who is pledged, and what limits them."""

    format: Literal[1] = FORMAT
    """Version of the tables."""
    id: Id
    """Short name."""
    title: Text
    """Name as printed."""
    start: date
    """First day; a Monday."""
    weeks: Annotated[int, Field(ge=1, le=520)]
    """Length. [week]"""
    host: NationCode
    """Nation in which the mission is."""
    marking: Text = ""
    """Marking printed on every page."""
    planning: Planning = Planning()

    nations: tuple[Nation, ...] = ()
    commands: tuple[Command, ...] = ()
    skills: tuple[Skill, ...] = ()
    sites: tuple[Site, ...] = ()
    activities: tuple[Activity, ...] = ()
    billets: tuple[Billet, ...] = ()
    enablers: tuple[Enabler, ...] = ()
    contingents: tuple[Contingent, ...] = ()
    people: tuple[People, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    conditions: tuple[Condition, ...] = ()
    consents: tuple[Consent, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    lift: tuple[Lift, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    targets: tuple[Target, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def calendar(self) -> Calendar:
        """The planning weeks."""
        return Calendar(self.start, self.weeks)

    @property
    def digest(self) -> str:
        """SHA-256 of the mission's content; formatting, comments and file order do not matter. [64 hex digits]"""
        return hashlib.sha256(self.model_dump_json(by_alias=True).encode()).hexdigest()


TABLES: dict[str, type[Row]] = {
    "nations": Nation,
    "commands": Command,
    "skills": Skill,
    "sites": Site,
    "activities": Activity,
    "billets": Billet,
    "enablers": Enabler,
    "contingents": Contingent,
    "people": People,
    "caveats": Caveat,
    "conditions": Condition,
    "consents": Consent,
    "mandates": Mandate,
    "ceilings": Ceiling,
    "lift": Lift,
    "elsewhere": Elsewhere,
    "targets": Target,
    "sources": Source,
}
"""The tables of a mission, in the order in which a reader wants them."""
