"""The names that a mission declares, by kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from contingent.domain.checks.fault import Fault, fault, shown
from contingent.domain.mission import Mission

Unread = Mapping[str, Mapping[str, frozenset[str]]]
"""By table and column, words of rows that could not be read; what they name is there all the same."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names that other rows may use."""

    nations: frozenset[str]
    groups: frozenset[str]
    commands: frozenset[str]
    skills: frozenset[str]
    sites: frozenset[str]
    hosts: frozenset[str]
    activities: frozenset[str]
    kinds: frozenset[str]
    contingents: frozenset[str]
    sources: frozenset[str]

    def of(self, *kinds: str) -> frozenset[str]:
        """Return the names of some kinds together."""
        return frozenset().union(*(getattr(self, kind) for kind in kinds))


def names_of(mission: Mission, unread: Unread | None = None) -> Names:
    """Collect the names of a mission, and those of rows that could not be read."""
    declared = {
        "nations": {n.code for n in mission.nations},
        "groups": {g for n in mission.nations for g in n.groups},
        "commands": {c.id for c in mission.commands},
        "skills": {s.id for s in mission.skills},
        "sites": {s.id for s in mission.sites},
        "hosts": {mission.host, *(s.host for s in mission.sites if s.host)},
        "activities": {a.id for a in mission.activities},
        "kinds": {a.kind for a in mission.activities},
        "contingents": {c.id for c in mission.contingents},
        "sources": {s.id for s in mission.sources},
    }
    for kind, (table, column) in _DECLARED_IN.items():
        declared[kind] |= (unread or {}).get(table, {}).get(column, frozenset())
    return Names(**{f.name: frozenset(declared[f.name]) for f in fields(Names)})


_DECLARED_IN = {
    "nations": ("nations", "code"),
    "groups": ("nations", "groups"),
    "commands": ("commands", "id"),
    "skills": ("skills", "id"),
    "sites": ("sites", "id"),
    "hosts": ("sites", "host"),
    "activities": ("activities", "id"),
    "kinds": ("activities", "kind"),
    "contingents": ("contingents", "id"),
    "sources": ("sources", "id"),
}


def ambiguous_names(mission: Mission) -> Iterator[Fault]:
    """Yield each name that means two things where a row may say either."""
    nations = {n.code: "a nation" for n in mission.nations}
    groups = {g: "a group of nations" for n in mission.nations for g in n.groups}
    commands = {c.id: "a command" for c in mission.commands}
    hosts = dict.fromkeys(names_of(mission).hosts, "a host")
    kinds = {a.kind: "a kind of activity" for a in mission.activities}
    for index, nation in enumerate(mission.nations):
        for group in nation.groups:
            yield from _ambiguous(("nations", index, "groups"), group, nations)
    for table, column, others in (
        ("commands", "id", groups | nations),
        ("contingents", "id", commands | groups | nations),
        ("sites", "id", hosts),
        ("activities", "id", kinds),
    ):
        for index, row in enumerate(getattr(mission, table)):
            yield from _ambiguous((table, index, column), row.id, others)


def _ambiguous(at: tuple[str, int, str], name: str, others: Mapping[str, str]) -> Iterator[Fault]:
    if name in others:
        yield fault("ambiguous-name", at, f"{shown(name)} is also the name of {others[name]}.")
