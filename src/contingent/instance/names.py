"""Names to indices and masks: what ``who``, ``where`` and ``what`` match."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from contingent.domain.mission import Mission
from contingent.domain.tables import Contingent
from contingent.instance.instance import Bools


@dataclass(frozen=True, slots=True)
class Names:
    """The index of every name of a mission."""

    mission: Mission
    contingents: tuple[Contingent, ...]
    """Those that count, in the mission's order; index k."""
    contingent_index: dict[str, int]
    sites: tuple[str, ...]
    site_index: dict[str, int]
    commands: tuple[str, ...]
    command_index: dict[str, int]
    activity_index: dict[str, int]
    contingents_of: dict[str, tuple[int, ...]]
    """Contingents k by their own name, by nation and by group of nations."""

    @classmethod
    def of(cls, mission: Mission) -> "Names":
        """Index a mission; contingents whose state does not count are left out."""
        least = mission.planning.counts_from
        counting = tuple(k for k in mission.contingents if k.state.counts_from(least))
        sites = tuple(s.id for s in mission.sites)
        commands = tuple(c.id for c in mission.commands)
        return cls(
            mission=mission,
            contingents=counting,
            contingent_index={k.id: i for i, k in enumerate(counting)},
            sites=sites,
            site_index={s: i for i, s in enumerate(sites)},
            commands=commands,
            command_index={c: i for i, c in enumerate(commands)},
            activity_index={a.id: i for i, a in enumerate(mission.activities)},
            contingents_of=_contingents_of(mission, counting),
        )

    def people(self, who: str, *, commands: bool = True) -> Bools:
        """Return whom ``who`` matches, by contingent and command. Shape (K, M)."""
        shape = (len(self.contingents), len(self.commands))
        if who == "*":
            return np.ones(shape, dtype=bool)
        if who in self.command_index:
            mask = np.zeros(shape, dtype=bool)
            mask[:, self.command_index[who]] = commands
            return mask
        return np.repeat(self.named(who)[:, None], shape[1], axis=1)

    def named(self, who: str) -> Bools:
        """Return the contingents that have a name themselves, or by their nation or a group of it. Shape (K,)."""
        mask = np.zeros(len(self.contingents), dtype=bool)
        mask[list(self.contingents_of.get(who, ()))] = True
        return mask

    def site_mask(self, ids: tuple[str, ...]) -> Bools:
        """Return the named sites. Shape (S,)."""
        return np.array([s in ids for s in self.sites], dtype=bool)

    def where(self, where: str) -> Bools:
        """Return the sites that ``where`` matches. Shape (S,)."""
        hosts = [s.host or self.mission.host for s in self.mission.sites]
        rows = [where in ("*", s.id, host) for s, host in zip(self.mission.sites, hosts, strict=True)]
        return np.array(rows, dtype=bool)

    def what(self, what: str) -> Bools:
        """Return the activities that ``what`` matches. Shape (A,)."""
        return np.array([what in ("*", a.id, a.kind) for a in self.mission.activities], dtype=bool)

    def weeks(self, from_: date | None, until: date | None) -> Bools:
        """Return the weeks of an interval. Shape (T,)."""
        mask = np.zeros(self.mission.weeks, dtype=bool)
        span = self.mission.calendar.span(from_, until)
        mask[span.start : span.stop] = True
        return mask


def _contingents_of(mission: Mission, counting: tuple[Contingent, ...]) -> dict[str, tuple[int, ...]]:
    """Index contingents by every name that stands for them; no name is at once a contingent, a nation and a group."""
    groups_of = {n.code: n.groups for n in mission.nations}
    found: dict[str, list[int]] = {}
    for k, row in enumerate(counting):
        for name in {row.id, row.nation, *groups_of.get(row.nation, ())}:
            found.setdefault(name, []).append(k)
    return {name: tuple(rows) for name, rows in found.items()}
