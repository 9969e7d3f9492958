"""Rule ``tour``: its length, the shape of its moves and changes of command, and the complete set in place."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from contingent.domain.mission import Mission
from contingent.domain.plan import Move, Rehat
from contingent.domain.tables import Contingent
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import PledgeState, Rule
from contingent.verify.histories import History
from contingent.verify.ledger import Ledger
from contingent.verify.names import Group, group_of
from contingent.verify.words import Breach, in_words, weeks


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every tour that is too short, too long or misshapen, and every set in place that is not complete."""
    return in_words(Rule.TOUR, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    contingents = {k.id: k for k in mission.contingents}
    for history in ledger.histories:
        contingent = contingents[history.contingent]
        yield from _length(mission, history, contingent)
        yield from _changes(history, contingent)
        yield from _contradictions(history)
        if history.arrive < 0 and not _is_of_the_set(mission, history, contingent):
            text = f"{history} begins before the mission, but those in place begin elsewhere or otherwise"
            yield Breach(0, contingent.id, text)
    yield from _incomplete(mission, ledger, contingents)


def _length(mission: Mission, history: History, contingent: Contingent) -> Iterator[Breach]:
    length = history.depart - history.arrive
    # Those in place may leave in week 0, which is no week in theatre.
    if history.depart < 0 or (history.arrive >= 0 and length <= 0):
        yield Breach(history.arrive, contingent.id, f"{history} is in theatre in no week of the mission")
        return
    if length < contingent.tour_min and history.depart < mission.weeks:
        missing = contingent.tour_min - length
        text = f"{history} lasts {weeks(length)}, {missing} fewer than its shortest, {contingent.tour_min}"
        yield Breach(history.depart, contingent.id, text)
    if contingent.tour_max is not None and length > contingent.tour_max:
        excess = length - contingent.tour_max
        text = f"{history} lasts {weeks(length)}, {excess} more than its longest, {contingent.tour_max}"
        yield Breach(history.arrive + contingent.tour_max, contingent.id, text)


def _changes(history: History, contingent: Contingent) -> Iterator[Breach]:
    """Yield too many changes, two at once, and changes outside the tour."""
    for kind, most, changes in (
        ("site", contingent.moves, [week for week, _ in history.moves]),
        ("command", 1, [week for week, _ in history.rehats]),
    ):
        if len(changes) > most:
            text = f"{history} has changes of {kind}: {len(changes)}, allowed: {most}"
            yield Breach(changes[most], contingent.id, text)
        for week, following in pairwise(changes):
            if week == following:
                yield Breach(week, contingent.id, f"{history} changes {kind} twice at once")
        # Those in place (arrive < 0) may change in week 0 already; all others only after their first week.
        first = max(0, history.arrive + 1)
        for week in changes:
            if not first <= week < history.depart:
                yield Breach(week, contingent.id, f"{history} changes {kind} outside its time in theatre")


def _contradictions(history: History) -> Iterator[Breach]:
    """Yield what a move or a change of command says otherwise than its tour. The tour is believed."""
    site = history.tour.site
    for week, move in history.moves:
        yield from _other_people(history, week, move, "move")
        if move.from_site != site:
            yield Breach(week, history.contingent, f"{history} is at {site}, but its move says {move.from_site}")
        if move.to_site == site:
            yield Breach(week, history.contingent, f"{history} moves from {site} to {site}")
        site = move.to_site
    command = history.tour.command
    for week, rehat in history.rehats:
        yield from _other_people(history, week, rehat, "change of command")
        if rehat.from_ != command:
            text = f"{history} is under {command}, but its change of command says {rehat.from_}"
            yield Breach(week, history.contingent, text)
        if rehat.to == command:
            yield Breach(week, history.contingent, f"{history} changes from {command} to {command}")
        # Both changes in one week: the column says where the tour is in that week, which is the new site.
        if rehat.site != history.site_in(week):
            text = f"{history} is at {history.site_in(week)}, but its change of command says {rehat.site}"
            yield Breach(week, history.contingent, text)
        command = rehat.to


def _other_people(history: History, week: int, row: Move | Rehat, kind: str) -> Iterator[Breach]:
    """Yield a row that speaks of other people than its tour: a change always takes the whole tour."""
    if (row.heads, group_of(row.contingent, row.people)) != (history.heads, history.group):
        others = f"{row.heads} of {group_of(row.contingent, row.people)}"
        yield Breach(week, history.contingent, f"{history}: its {kind} speaks of {others}, but takes the whole tour")


def _is_of_the_set(mission: Mission, history: History, contingent: Contingent) -> bool:
    """Tell whether a tour that began before the mission begins as those in place do."""
    return (
        contingent.state is PledgeState.IN_PLACE
        and contingent.since is not None
        and history.arrive == mission.calendar.week(contingent.since)
        and history.tour.site == contingent.site
        and history.tour.command == contingent.commands[0]
    )


def _incomplete(mission: Mission, ledger: Ledger, contingents: dict[str, Contingent]) -> Iterator[Breach]:
    """Yield the groups of those in place of which more or fewer than one set is there."""
    found: Counter[Group] = Counter()
    for history in ledger.histories:
        if history.arrive < 0 and _is_of_the_set(mission, history, contingents[history.contingent]):
            found[history.group] += history.heads
    for group, size in ledger.sizes.items():
        if contingents[group.contingent].state is PledgeState.IN_PLACE and found[group] != size:
            text = f"{found[group]} of {group} are in place at the start, one set is {size}"
            yield Breach(0, group.contingent, text)
