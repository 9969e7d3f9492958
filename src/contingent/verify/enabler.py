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
from contingent.verify.ledger import Cell, Ledger, summed, weekly
from contingent.verify.names import Group
from contingent.verify.words import Breach, in_words

Node = tuple[object, ...]
"""A need (site, skill), a group at a site (group, site), a group (group,), or the end of the flow."""
SINK: Node = ()


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which the enablers of a site do not suffice."""
    return in_words(Rule.ENABLER, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    asked = {row.skill for row in mission.enablers}
    able = {group for group in ledger.sizes if not asked.isdisjoint(group.skills)}
    used = weekly({cell: course for cell, course in ledger.used.items() if cell.group in able}, ledger.weeks)
    serving = weekly({cell: course for cell, course in ledger.serving.items() if cell.group in able}, ledger.weeks)
    working = weekly(summed(ledger.used, lambda cell: cell.site), ledger.weeks)
    sizes = {group: ledger.sizes[group] for group in able}
    before: object = None
    missing: dict[Node, int] = {}
    for week in range(ledger.weeks):
        needs = _needs(mission, working[week])
        now = used[week], serving[week], needs
        if before != now:  # else everybody is where they were the week before
            before = now
            missing = unserved(_network(sizes, used[week], serving[week], needs), needs, SINK)
        for row in mission.enablers:
            lack = missing.get((row.site, row.skill))
            if lack:
                need = (
                    f"{needs[row.site, row.skill]} with the skill {row.skill} for {working[week][row.site]} in billets"
                )
                yield Breach(week, row.site, f"{row.site} needs {need}, {lack} more than can be found")


def _needs(mission: Mission, working: dict[str, int]) -> dict[Node, int]:
    """Return how many people of which skill each site needs for those in billets there; nothing where nobody is."""
    needs: dict[Node, int] = {}
    for row in mission.enablers:
        heads = working.get(row.site)
        if heads:
            by_heads = -(-heads // row.per) if row.per else 0
            needs[row.site, row.skill] = max(row.minimum, by_heads)
    return needs


def _network(
    sizes: dict[Group, int], used: dict[Cell, int], serving: dict[Cell, int], needs: dict[Node, int]
) -> dict[Node, dict[Node, int]]:
    """Return who could enable where."""
    free, idle = _free(sizes, used, serving)
    network: dict[Node, dict[Node, int]] = {need: {} for need in needs}
    for (group, site), heads in sorted(free.items()):
        for skill in group.skills:
            if (site, skill) in needs:
                network[site, skill][group, site] = heads
                network[group, site] = {(group,): heads}
                network[(group,)] = {SINK: idle[group]}
    return network


def _free(
    sizes: dict[Group, int], used: dict[Cell, int], serving: dict[Cell, int]
) -> tuple[dict[tuple[Group, str], int], dict[Group, int]]:
    """Return the people who serve at a site and fill nothing, and how many of a group may work besides its fills."""
    free: Counter[tuple[Group, str]] = Counter()
    for cell, heads in serving.items():
        free[cell.group, cell.site] += heads
    idle = dict(sizes)
    for cell, heads in used.items():
        free[cell.group, cell.site] -= heads
        idle[cell.group] = max(0, idle[cell.group] - heads)
    return {at: heads for at, heads in free.items() if heads > 0}, idle
