"""Names to indices and masks: what ``who``, ``where`` and ``what`` match."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

import numpy as np

from contingent.domain.mission import Mission
from contingent.domain.tables import Contingent
from contingent.instance.instance import Bools, Ints


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
    contingents_of: dict[str, list[int]]
    """Contingents k by their own name, by nation and by group of nations."""
    sites_of: dict[str, list[int]]
    """Sites s by their own name and by host."""
    activities_of: dict[str, list[int]]
    """Activities a by their own name and by kind."""

    @classmethod
    def of(cls, mission: Mission) -> "Names":
        """Index a mission; contingents whose state does not count are left out."""
        least = mission.planning.counts_from
        counting = tuple(k for k in mission.contingents if k.state.counts_from(least))
        sites = tuple(s.id for s in mission.sites)
        commands = tuple(c.id for c in mission.commands)
        groups_of = {n.code: n.groups for n in mission.nations}
        return cls(
            mission=mission,
            contingents=counting,
            contingent_index={k.id: i for i, k in enumerate(counting)},
            sites=sites,
            site_index={s: i for i, s in enumerate(sites)},
            commands=commands,
            command_index={c: i for i, c in enumerate(commands)},
            activity_index={a.id: i for i, a in enumerate(mission.activities)},
            contingents_of=_rows_of([{k.id, k.nation, *groups_of.get(k.nation, ())} for k in counting]),
            sites_of=_rows_of([{s.id, s.host or mission.host} for s in mission.sites]),
            activities_of=_rows_of([{a.id, a.kind} for a in mission.activities]),
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
        return _mask(self.contingents_of, who, len(self.contingents))

    def site_mask(self, ids: tuple[str, ...]) -> Bools:
        """Return the named sites. Shape (S,)."""
        return np.array([s in ids for s in self.sites], dtype=bool)

    def where(self, where: str) -> Bools:
        """Return the sites that ``where`` matches. Shape (S,)."""
        return _mask(self.sites_of, where, len(self.sites))

    def what(self, what: str) -> Bools:
        """Return the activities that ``what`` matches. Shape (A,)."""
        return _mask(self.activities_of, what, len(self.mission.activities))

    def weeks(self, from_: date | None, until: date | None) -> Bools:
        """Return the weeks of an interval. Shape (T,)."""
        mask = np.zeros(self.mission.weeks, dtype=bool)
        span = self.mission.calendar.span(from_, until)
        mask[span.start : span.stop] = True
        return mask

    def every_week(self, number: int) -> Ints:
        """Return a number that is the same in every week. Shape (T,)."""
        return np.full(self.mission.weeks, number, dtype=np.int64)


def _rows_of(names: Sequence[AbstractSet[str]]) -> dict[str, list[int]]:
    """Return the rows that each name stands for, from the names of each row; what a name means is checked before."""
    found: dict[str, list[int]] = {}
    for row, own in enumerate(names):
        for name in own:
            found.setdefault(name, []).append(row)
    return found


def _mask(rows_of: dict[str, list[int]], name: str, n: int) -> Bools:
    """Return the rows of n that a name stands for; all for ``*``. Shape (n,)."""
    mask = np.full(n, name == "*")
    mask[rows_of.get(name, [])] = True
    return mask
