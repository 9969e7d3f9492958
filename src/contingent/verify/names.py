"""Names that match: who, where and what, and the groups of people that plans speak of."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from contingent.domain.mission import Mission

ALL = "*"


class Group(NamedTuple):
    """One row of the table `people`: the people of a contingent who have the same skills."""

    contingent: str
    skills: tuple[str, ...]
    """Sorted, each once."""

    def __str__(self) -> str:
        return f"{self.contingent} [{' '.join(self.skills)}]"


def group_of(contingent: str, skills: Iterable[str]) -> Group:
    """Return the group that a row names; the order of the skills does not matter."""
    return Group(contingent, tuple(sorted(set(skills))))


@dataclass(frozen=True, slots=True)
class Names:
    """Every name by which a contingent, a site or an activity may be called in `who`, `where` and `what`."""

    of_contingent: dict[str, frozenset[str]]
    """The contingent's id, its nation, the nation's groups, and ``*``; commands are not here: they change with time."""
    of_site: dict[str, frozenset[str]]
    """The site's id, its host, and ``*``."""
    of_activity: dict[str, frozenset[str]]
    """The activity's id, its kind, and ``*``."""
    commands: frozenset[str]
    """The ids of all commands."""

    def contingents(self, who: str) -> frozenset[str]:
        """Return the contingents that ``who`` matches, whatever command they serve under."""
        return frozenset(k for k, names in self.of_contingent.items() if who in names)

    def sites(self, where: str) -> frozenset[str]:
        """Return the sites that ``where`` matches."""
        return frozenset(s for s, names in self.of_site.items() if where in names)


def names_in(mission: Mission) -> Names:
    """Collect the names of a mission."""
    groups_of = {n.code: n.groups for n in mission.nations}
    return Names(
        of_contingent={
            k.id: frozenset({ALL, k.id, k.nation, *groups_of.get(k.nation, ())}) for k in mission.contingents
        },
        of_site={s.id: frozenset({ALL, s.id, s.host or mission.host}) for s in mission.sites},
        of_activity={a.id: frozenset({ALL, a.id, a.kind}) for a in mission.activities},
        commands=frozenset(c.id for c in mission.commands),
    )
