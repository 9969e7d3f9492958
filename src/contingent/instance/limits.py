"""The limits of a mission as masks: caveats, consents, mandates, ceilings, beds, lift, targets."""

import numpy as np

from contingent.domain.mission import Mission
from contingent.domain.vocabulary import ConsentStatus
from contingent.instance.instance import Ban, Bools, Limit, Wish, Word
from contingent.instance.names import Names


def bans(mission: Mission, names: Names) -> tuple[Ban, ...]:
    """Return the caveats."""
    found = []
    for row in mission.caveats:
        kind, _, thing = row.not_.partition(":")
        things = _things(mission, names, kind, thing)
        found.append(Ban(names.named(row.who), kind, things, names.weeks(row.from_, row.until)))
    return tuple(found)


def _things(mission: Mission, names: Names, kind: str, thing: str) -> Bools:
    match kind:
        case "site":
            return names.site_mask((thing,))
        case "command":
            return np.array([c == thing for c in names.commands], dtype=bool)
        case "activity":
            return np.array([a.id == thing for a in mission.activities], dtype=bool)
        case _:
            return np.array([a.kind == thing for a in mission.activities], dtype=bool)


def words(mission: Mission, names: Names) -> tuple[Word, ...]:
    """Return the host's consents; a pending one grants or refuses as the planning says."""
    pending = mission.planning.count_pending_consent
    found = []
    for row in mission.consents:
        grants = row.status is ConsentStatus.GRANTED or (row.status is ConsentStatus.PENDING and pending)
        of_host = names.where(row.host)
        found.append(
            Word(
                people=names.people(row.who),
                command=np.array([row.who in ("*", c) for c in names.commands], dtype=bool),
                where=names.where(row.where) & of_host,
                activities=names.what(row.what),
                of_everything=row.what == "*",
                weeks=names.weeks(row.from_, row.until),
                grants=grants,
            )
        )
    return tuple(found)


def bed_limits(mission: Mission, names: Names) -> tuple[Limit, ...]:
    """Return one limit a site with a number of beds."""
    everyone, always = names.people("*"), names.weeks(None, None)
    return tuple(
        Limit(s.id, everyone, names.site_mask((s.id,)), always, names.every_week(s.beds))
        for s in mission.sites
        if s.beds is not None
    )


def ceiling_limits(mission: Mission, names: Names) -> tuple[Limit, ...]:
    """Return the ceilings."""
    return tuple(
        Limit(
            c.id,
            names.people(c.who),
            names.where(c.where),
            names.weeks(c.from_, c.until),
            names.every_week(c.max),
            by_command=c.who in names.command_index,
        )
        for c in mission.ceilings
    )


def mandate_limits(mission: Mission, names: Names) -> tuple[Limit, ...]:
    """Return the mandates that have a number."""
    every = names.where("*")
    return tuple(
        Limit(
            m.nation,
            names.people(m.nation),
            names.site_mask(m.sites) if m.sites else every,
            names.weeks(m.from_, m.until),
            names.every_week(m.max),
        )
        for m in mission.mandates
        if m.max is not None
    )


def mandate_area(mission: Mission, names: Names) -> dict[str, Bools]:
    """Return where a nation lets its people be; one without mandates is free, and not listed. Shape (S, T) each."""
    area: dict[str, Bools] = {}
    for row in mission.mandates:
        sites = names.site_mask(row.sites) if row.sites else names.where("*")
        inside = sites[:, None] & names.weeks(row.from_, row.until)[None, :]
        area[row.nation] = area.get(row.nation, False) | inside
    return area


def lift_limits(mission: Mission, names: Names) -> tuple[Limit, ...]:
    """Return the seats."""
    everyone = names.people("*")
    return tuple(
        Limit(
            row.where, everyone, names.where(row.where), names.weeks(row.from_, row.until), names.every_week(row.seats)
        )
        for row in mission.lift
    )


def wishes(mission: Mission, names: Names) -> tuple[Wish, ...]:
    """Return the targets."""
    sites = np.array([names.site_index[a.site] for a in mission.activities], dtype=np.int64)
    return tuple(
        Wish(
            id=row.id,
            measure=row.measure,
            limit=Limit(
                row.id,
                names.people(row.who),
                names.where(row.where),
                names.weeks(row.from_, row.until),
                names.every_week(row.value),
                by_command=row.who in names.command_index,
            ),
            activities=names.what(row.what) & names.where(row.where)[sites],
            to=np.array([row.who in ("*", c) for c in names.commands], dtype=bool),
            sense=row.sense,
            must=row.must,
        )
        for row in mission.targets
    )
