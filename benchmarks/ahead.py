"""Our own engine against each peer, mission by mission: who is ahead, at 10 s and at the end."""

from collections.abc import Sequence
from enum import StrEnum

from record import Record

OWN = "contingent"
EVEN = 1e-4
"""Gaps of demand that differ by less are even. [1]"""
TENTH = 10.0
"""Where both prove the same, who needs less than the other's time by this factor is ahead. [1]"""
SOON = 10.0
"""[s]"""


class Ahead(StrEnum):
    """Who is."""

    OURS = "ours"
    PEER = "peer"
    EVEN = "even"
    NEITHER = "neither has a plan"


def ahead(ours: Record, peer: Record, seconds: float | None) -> Ahead:
    """Tell who has the smaller gap of demand at a moment; None: at the end.

    Where both have closed it, the first is ahead who took a tenth of the other's time.
    """
    one, other = ours.gap_of_demand(seconds), peer.gap_of_demand(seconds)
    if min(one, other) >= 1.0:
        return Ahead.NEITHER
    mine, its = ours.closed(), peer.closed()
    if seconds is None and mine is not None and its is not None:
        one, other = mine * TENTH, its * TENTH
        return Ahead.OURS if one <= its else Ahead.PEER if other <= mine else Ahead.EVEN
    if abs(one - other) <= EVEN:
        return Ahead.EVEN
    return Ahead.OURS if one < other else Ahead.PEER


def better_plan(ours: Record, peer: Record) -> Ahead:
    """Tell whose verified plan leaves less open, the first goal before the second; bounds do not count."""
    if "lawful" not in (ours.status, peer.status):
        return Ahead.NEITHER
    for one, other in zip(ours.uncovered(), peer.uncovered(), strict=True):
        if abs(one - other) > EVEN:
            return Ahead.OURS if one < other else Ahead.PEER
    return Ahead.EVEN


def pairs(records: Sequence[Record]) -> dict[tuple[str, str, str], list[tuple[Record, Record]]]:
    """Return the runs of ours and of each peer on the same mission, by size, mix and peer."""
    ours = {r.case: r for r in records if r.method == OWN}
    found: dict[tuple[str, str, str], list[tuple[Record, Record]]] = {}
    for record in records:
        if not record.method.startswith(OWN) and record.case in ours:
            found.setdefault((record.size, record.mix, record.method), []).append((ours[record.case], record))
    return found
