"""Rule ``enabler``: the enablers at a site suffice for those in billets there.

A plan does not say who enables. It is lawful if some assignment exists; whether one does is a question of flow: from
the needs of each site, through the free people of each group there, to the groups, of which one set works at once.
"""

from collections import Counter
from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.flow import unserved
from contingent.verify.ledger import Cell, Ledger
from contingent.verify.names import Group
from contingent.verify.words import Breach, in_words

Node = tuple[object, ...]
"""A need (site, skill), a group at a site (group, site), a group (group,), or the end of the flow."""
SINK: Node = ()


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which the enablers of a site do not suffice."""
    return in_words(Rule.ENABLER, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    before: tuple[dict[Cell, int], dict[Cell, int]] | None = None
    working: Counter[str] = Counter()
    needs: dict[Node, int] = {}
    missing: dict[Node, int] = {}
    for week, cells in enumerate(ledger.used):
        now = dict(cells), dict(ledger.serving[week])
        if before != now:  # else everybody is where they were the week before
            before = now
            working = Counter()
            for cell, heads in cells.items():
                working[cell.site] += heads
            needs = _needs(mission, working)
            missing = unserved(_network(ledger, week, needs), needs, SINK)
        for row in mission.enablers:
            lack = missing.get((row.site, row.skill))
            if lack:
                need = f"{needs[row.site, row.skill]} with the skill {row.skill} for {working[row.site]} in billets"
                yield Breach(week, row.site, f"{row.site} needs {need}, {lack} more than can be found")


def _needs(mission: Mission, working: Counter[str]) -> dict[Node, int]:
    """Return how many people of which skill each site needs for those in billets there; nothing where nobody is."""
    needs: dict[Node, int] = {}
    for row in mission.enablers:
        heads = working[row.site]
        if heads:
            by_heads = -(-heads // row.per) if row.per else 0
            needs[row.site, row.skill] = max(row.minimum, by_heads)
    return needs


def _network(ledger: Ledger, week: int, needs: dict[Node, int]) -> dict[Node, dict[Node, int]]:
    """Return who could enable where."""
    free, idle = _free(ledger, week)
    network: dict[Node, dict[Node, int]] = {need: {} for need in needs}
    for (group, site), heads in sorted(free.items()):
        for skill in group.skills:
            if (site, skill) in needs:
                network[site, skill][group, site] = heads
                network[group, site] = {(group,): heads}
                network[(group,)] = {SINK: idle[group]}
    return network


def _free(ledger: Ledger, week: int) -> tuple[dict[tuple[Group, str], int], dict[Group, int]]:
    """Return the people who serve at a site and fill nothing, and how many of a group may work besides its fills."""
    free: Counter[tuple[Group, str]] = Counter()
    for cell, heads in ledger.serving[week].items():
        free[cell.group, cell.site] += heads
    idle = dict(ledger.sizes)
    for cell, heads in ledger.used[week].items():
        free[cell.group, cell.site] -= heads
        idle[cell.group] = max(0, idle[cell.group] - heads)
    return {at: heads for at, heads in free.items() if heads > 0}, idle
