"""Rule ``indivisible``: docs/formulation/indivisible.md, equation (I1). It decides what one column counts."""

from dataclasses import dataclass

from contingent.instance.instance import Instance


@dataclass(frozen=True, slots=True)
class Unit:
    """What moves as one: a person of a group, or a whole set of an indivisible contingent."""

    force: int
    """Contingent k."""
    heads: dict[int, int]
    """People of each group g in one unit. [person/unit]"""
    size: int
    """All of them. [person/unit]"""
    set_size: int
    """Units in one set. [unit]"""
    exist: int
    """Units that exist: one set times the rotations. [unit]"""


def units(inst: Instance) -> tuple[Unit, ...]:
    """Return the units of all contingents (I1)."""
    found = []
    for k, force in enumerate(inst.forces):
        counts = {g: inst.groups[g].count for g in force.groups}
        if force.indivisible and counts:
            found.append(Unit(k, counts, sum(counts.values()), 1, force.rotations))
        elif not force.indivisible:
            found.extend(Unit(k, {g: 1}, 1, n, n * force.rotations) for g, n in counts.items())
    return tuple(found)
