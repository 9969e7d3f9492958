"""Rule ``enabler``: the enablers at a site suffice for those in billets there.

A plan does not say who enables. It is lawful if some assignment exists; whether one does is a question of flow: from
each group (at most one set of it works at once) through its free people at each site to the needs there.
"""

from collections import Counter
from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.flow import Network, push_all
from contingent.verify.ledger import Ledger
from contingent.verify.names import Group
from contingent.verify.words import Breach, in_words

Node = tuple[object, ...]
SOURCE: Node = ("source",)
SINK: Node = ("sink",)
Needs = dict[tuple[str, str], int]
"""People needed, by site and skill. [person]"""


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which the enablers of a site do not suffice."""
    return in_words(Rule.ENABLER, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    for week, cells in enumerate(ledger.used):
        working: Counter[str] = Counter()
        for cell, heads in cells.items():
            working[cell.site] += heads
        needs = _needs(mission, working)
        if needs:
            left = push_all(_network(ledger, week, needs), SOURCE, SINK)
            for (site, skill), need in needs.items():
                missing = left[site, skill][SINK]
                if missing:
                    text = (
                        f"{site} needs {need} with the skill {skill} for {working[site]} in billets,"
                        f" {missing} more than can be found"
                    )
                    yield Breach(week, site, text)


def _needs(mission: Mission, working: Counter[str]) -> Needs:
    """Return what each site needs for those in billets there; nothing where nobody is."""
    needs: Needs = {}
    for row in mission.enablers:
        heads = working[row.site]
        if heads:
            by_heads = -(-heads // row.per) if row.per else 0
            needs[row.site, row.skill] = max(row.minimum, by_heads)
    return needs


def _network(ledger: Ledger, week: int, needs: Needs) -> Network[Node]:
    """Return who could enable where: source, group, group at a site, need of a site, sink."""
    free, idle = _free(ledger, week)
    network: Network[Node] = {SOURCE: {}}
    for (group, site), heads in sorted(free.items()):
        useful: dict[Node, int] = {need: heads for need in needs if need[0] == site and need[1] in group.skills}
        if useful:
            network[SOURCE][(group,)] = idle[group]
            network.setdefault((group,), {})[group, site] = heads
            network[group, site] = useful
    for need, heads in needs.items():
        network[need] = {SINK: heads}
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
