"""What compiled code looks up: lists of who and what belongs to a place, a site, a group; and what each goal weighs."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numba import njit, types
from numba.experimental import structref

from contingent.domain.vocabulary import Goal
from contingent.instance.instance import Bools
from contingent.tours.problem import Counts, Floats, Problem
from contingent.tours.wanted import wanted_enablers

LINES = 64
"""Lines that one command may have at one site at most: they are bits of a word."""

_ESSENTIAL = 200.0
"""How much more an essential post-week weighs than one of the least priority."""
_RELEASE, _HANDOVER, _CROSSING, _THERE = 0.02, 0.05, 0.01, 0.001
"""What a person-week of a releasing nation, an activity-week, a crossing, and any person-week weighs against a
post-week of the least priority. The search needs one number; what is claimed and compared is goal by goal."""


class CaseArrays(NamedTuple):
    """All that compiled code reads of a problem: its arrays, lists as CSR pointers and their entries, and costs.

    What is not explained here is an array of the problem, by the name of its class and its own.
    """

    unit_force: Counts
    unit_size: Counts
    unit_set_size: Counts
    unit_exist: Counts
    unit_in_place: Counts
    unit_since: Counts
    unit_tour_min: Counts
    unit_tour_max: Counts
    unit_dwell: Counts
    unit_ways: Counts
    unit_spots: Counts
    way_stages: Counts
    way_spot: Counts
    way_lag: Counts
    way_wait: Counts
    way_may_cross: Bools
    way_in_place: Bools
    way_moved: Counts
    spot_site: Counts
    spot_may_be: Bools
    spot_limits: Counts
    spot_limit: Counts
    spot_lifts: Counts
    spot_lift: Counts
    spot_people: Counts
    spot_group: Counts
    spot_heads: Counts
    spot_pool: Counts
    pool_site: Counts
    pool_place: Counts
    pool_lines: Counts
    pool_line: Counts
    pool_may_fill: Bools
    pool_servings: Counts
    pool_serving: Counts
    line_site: Counts
    line_priority: Counts
    line_required: Counts
    line_essential: Counts
    line_old: Counts
    line_new: Counts
    line_band: Counts
    band_may_pass: Bools
    band_weight: Counts
    band_lines: Counts
    band_line: Counts
    serving_per: Counts
    serving_minimum: Counts
    group_people: Counts
    limit_most: Counts
    lift_most: Counts

    crowd: Counts
    """Contingent at a place: a number for each spot. Shape (N,)."""
    part: Counts
    """Support element by crowd: numerator and denominator. Shape (crowds, 2)."""
    units_at: Counts
    """Units that may be at a site: pointer, shape (S + 1,), into ``unit_at``."""
    unit_at: Counts
    rows_of: Counts
    """Rows of ``Spots.group`` by group: pointer, shape (G + 1,), into ``row_of``."""
    row_of: Counts
    spot_of_row: Counts
    places_at: Counts
    """Places of a site: pointer, shape (S + 1,), into ``place_at``."""
    place_at: Counts
    posts_at: Counts
    """Lines at a place that its command holds or may take over, by falling priority: pointer into ``post_at``."""
    post_at: Counts
    pools_at: Counts
    """Pools of a place: pointer into ``pool_at``."""
    pool_at: Counts
    servings_at: Counts
    """Enablers that a site needs: pointer, shape (S + 1,), into ``serving_at``."""
    serving_at: Counts
    helpers_at: Counts
    """Pools at a site that can enable, those with one way to do so first: pointer, shape (S + 1,), into ``helper``."""
    helper: Counts
    bit: Counts
    """Place of each pair of ``Pools.line`` in the list of its place's lines."""
    pair: Counts
    """Pair of ``Pools.line`` of a pool and a line of its place, by its number there; -1: none. Shape (P, lines)."""
    needs: Counts
    """Contingents that must be there for a contingent: pointer, shape (K + 1,), into ``need``."""
    need: Counts
    followers: Counts
    """The other way round: pointer, shape (K + 1,), into ``follower``."""
    follower: Counts
    bands_at: Counts
    """Bands with a line at a site: pointer, shape (S + 1,), into ``band_at``."""
    band_at: Counts
    units_of: Counts
    """Units of a contingent: pointer, shape (K + 1,), into ``unit_of``."""
    unit_of: Counts
    wanted: Counts
    """Enablers that all posts of a site would need, were they filled. Shape (E, T)."""
    commands: int
    presence: Floats
    """What a person-week at a spot weighs. Shape (N,)."""
    rent: Floats
    """The same as the search reckons it, with what room is worth there and then: see ``charge``. Shape (N, T)."""
    crossing: float
    """What a crossing of one person weighs."""
    handover: float
    """What an activity-week under the old command weighs, by priority."""
    essential: float
    """What an essential post-week weighs beside its priority."""


@structref.register
class CaseType(types.StructRef):
    """Type of a case in compiled code."""


if TYPE_CHECKING:
    Case = CaseArrays
else:

    class Case(structref.StructRefProxy):
        """A case as compiled code takes it: one pointer, where a tuple would be a hundred arguments a call."""

    structref.define_proxy(Case, CaseType, CaseArrays._fields)


@njit(cache=True)
def compiled_case(arrays: CaseArrays) -> Case:
    """Wrap the arrays of a case; they stay the same arrays."""
    return Case(*arrays)


def case(p: Problem) -> CaseArrays:
    """Flatten a problem, and make its lists."""
    inst, spots = p.instance, p.spots
    commands, places = len(inst.commands), p.sites * len(inst.commands)
    force = p.units.force[spots.unit]
    crowds, crowd = np.unique(np.stack([force, spots.place], axis=1), axis=0, return_inverse=True)
    rows = np.repeat(np.arange(len(spots.unit)), np.diff(spots.people))
    handed = p.lines.band >= 0
    posts: list[list[int]] = [[] for _ in range(places)]
    for b in np.argsort(-p.lines.priority, kind="stable"):
        for m in {int(p.lines.old[b]), int(p.lines.new[b])} - {-1}:
            posts[int(p.lines.site[b]) * commands + m].append(int(b))
    used = sorted({q for q in range(places) if posts[q]} | {int(q) for q in p.pools.place})
    bit = [
        posts[q].index(int(b)) if int(b) in posts[q] else -1
        for q, b in zip(np.repeat(p.pools.place, np.diff(p.pools.lines)), p.pools.line, strict=True)
    ]
    given: dict[str, Any] = {
        **{f"unit_{n}": x for n, x in p.units._asdict().items()},
        **{f"way_{n}": x for n, x in p.ways._asdict().items()},
        **{f"spot_{n}": x for n, x in p.spots._asdict().items() if n not in ("unit", "place")},
        **{f"pool_{n}": x for n, x in p.pools._asdict().items()},
        **{f"line_{n}": x for n, x in p.lines._asdict().items()},
        **{f"band_{n}": x for n, x in p.bands._asdict().items()},
        **{f"serving_{n}": x for n, x in p.servings._asdict().items() if n != "site"},
        **_lists("units_at", "unit_at", p.sites, {*zip(spots.site, spots.unit, strict=True)}),
        **_lists("rows_of", "row_of", len(inst.groups), {(g, r) for r, g in enumerate(spots.group)}),
        **_lists("places_at", "place_at", p.sites, {(q // commands, q) for q in used}),
        **_lists("pools_at", "pool_at", places, {(q, n) for n, q in enumerate(p.pools.place)}),
        **_lists("servings_at", "serving_at", p.sites, {(s, e) for e, s in enumerate(p.servings.site)}),
        **_helpers(p),
        **_lists("needs", "need", len(inst.forces), {(k, o) for k, o in p.depends}),
        **_lists("followers", "follower", len(inst.forces), {(o, k) for k, o in p.depends if o >= 0}),
        **_lists("bands_at", "band_at", p.sites, {*zip(p.lines.site[handed], p.lines.band[handed], strict=True)}),
        **_lists("units_of", "unit_of", len(inst.forces), {(k, u) for u, k in enumerate(p.units.force)}),
    }
    releasing = p.releasing[force] if Goal.RELEASE in inst.mission.planning.goals else np.zeros(len(force))
    there = _THERE + _RELEASE * releasing * (1.0 + p.support[force])
    return CaseArrays(
        **given,
        group_people=p.groups.people,
        limit_most=p.limits.most,
        lift_most=p.lifts.most,
        crowd=crowd.astype(np.int32).ravel(),
        part=p.ratio[crowds[:, 0]].astype(np.int32).reshape(-1, 2),
        spot_of_row=rows.astype(np.int32),
        posts_at=np.concatenate([[0], np.cumsum([len(row) for row in posts])]).astype(np.int32),
        post_at=_counts(b for row in posts for b in row),
        bit=np.array(bit, dtype=np.int32),
        pair=_pairs(p, bit, max(len(row) for row in posts)),
        wanted=wanted_enablers(p),
        commands=commands,
        presence=there,
        rent=np.repeat(there[:, None], p.weeks, axis=1),
        crossing=_CROSSING,
        handover=_HANDOVER,
        essential=_ESSENTIAL * float(p.lines.priority.max(initial=1)),
    )


def charge(p: Problem, arrays: CaseArrays, price: Floats, share: float) -> None:
    """Make the search pay a share of the price of the room that people take.

    Parameters
    ----------
    price
        Of a person with support within each limit. Shape (L, T).
    """
    arrays.rent[:] = arrays.presence[:, None]
    support = 1.0 + p.support[p.units.force[p.spots.unit]]
    for n in range(len(arrays.presence)):
        limits = p.spots.limit[p.spots.limits[n] : p.spots.limits[n + 1]]
        arrays.rent[n] += share * support[n] * price[limits].sum(axis=0)


def _pairs(p: Problem, bit: Sequence[int], width: int) -> Counts:
    pool = np.repeat(np.arange(len(p.pools.site)), np.diff(p.pools.lines))
    pair = np.full((len(p.pools.site), width), -1, dtype=np.int32)
    for n, x in enumerate(bit):
        if x >= 0:
            pair[pool[n], x] = n
    return pair


def _helpers(p: Problem) -> dict[str, Counts]:
    ways = np.diff(p.pools.servings)
    found = sorted((int(p.pools.site[n]), int(ways[n] > 1), int(n)) for n in np.flatnonzero(ways))
    first = np.searchsorted([s for s, _, _ in found], np.arange(p.sites + 1))
    return {"helpers_at": first.astype(np.int32), "helper": _counts(n for _, _, n in found)}


def _lists(pointer: str, entry: str, count: int, pairs: AbstractSet[tuple[int, int]]) -> dict[str, Counts]:
    """Return the pointer and the entries of lists under their names, from pairs (number of the list, entry)."""
    ordered = sorted((int(n), int(x)) for n, x in pairs)
    lengths = np.bincount(_counts(n for n, _ in ordered), minlength=count)
    first = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    return {pointer: first, entry: _counts(x for _, x in ordered)}


def _counts(numbers: Iterable[int]) -> Counts:
    return np.array(list(numbers), dtype=np.int32)
