"""The limits that contingents bring with them: their cells, caveats and conditions."""

from collections.abc import Iterator

from contingent.analysis.limit import Limit, LimitKind
from contingent.analysis.scope import Scope, counts, in_place
from contingent.core.counted import counted
from contingent.domain.mission import Mission
from contingent.domain.tables import Caveat, Condition, Contingent
from contingent.domain.vocabulary import ConditionKind, Confidence
from contingent.verify.names import Names


def limits_of_contingents(mission: Mission, names: Names, scope: Scope) -> Iterator[Limit]:
    """Yield what limits the contingents that a wish concerns."""
    people = {k.id: sum(p.count for p in mission.people if p.contingent == k.id) for k in mission.contingents}
    for i, row in enumerate(mission.contingents):
        if row.id not in scope.concerned:
            continue
        about = f"{row.id} ({people[row.id]:,} people of {row.nation})"
        for kind, column, words in _cells(mission, scope, row):
            made_up = row.confidence is Confidence.ILLUSTRATIVE
            yield Limit("contingents", i, kind, column, row.id, row.nation, f"{about} {words}.", made_up)
    yield from _caveats(mission, names, scope)
    yield from _conditions(mission, scope)


_Cell = tuple[LimitKind, str, str]


def _cells(mission: Mission, scope: Scope, row: Contingent) -> Iterator[_Cell]:
    yield from _dates(mission, row)
    yield from _places(scope, row)
    yield from _tours(scope, row)


def _dates(mission: Mission, row: Contingent) -> Iterator[_Cell]:
    calendar = mission.calendar
    if not counts(mission, row):
        least = mission.planning.counts_from
        yield LimitKind.STATE, "state", f"is {row.state}, and pledges count from '{least}' on"
    if row.from_ is not None and calendar.week(row.from_) > 0:
        yield LimitKind.FROM, "from", f"comes on {row.from_} at the earliest"
    if row.until is not None and calendar.week(row.until) < mission.weeks:
        yield LimitKind.UNTIL, "until", f"leaves by {row.until}"
    if row.notice_days:
        yield LimitKind.NOTICE, "notice_days", f"needs {row.notice_days:,} days of notice"


def _places(scope: Scope, row: Contingent) -> Iterator[_Cell]:
    if row.sites and not scope.sites <= set(row.sites):
        yield LimitKind.SITES, "sites", f"may serve only at {', '.join(row.sites)}"
    if not scope.commands <= set(row.commands):
        yield LimitKind.COMMANDS, "commands", f"may serve only under {', '.join(row.commands)}"
    may_change = len(row.commands) > 1 or not scope.commands <= set(row.commands)
    if row.rehat_from is not None and may_change:
        yield LimitKind.REHAT_FROM, "rehat_from", f"may not change command before {row.rehat_from}"
    is_elsewhere = in_place(row) and row.site not in scope.sites
    if row.moves == 0 and is_elsewhere and (not row.sites or scope.sites & set(row.sites)):
        yield LimitKind.MOVES, "moves", "does not move from site to site"


def _tours(scope: Scope, row: Contingent) -> Iterator[_Cell]:
    if row.tour_min > 1 or (row.tour_min and in_place(row)):
        yield LimitKind.TOUR_MIN, "tour_min", f"stays for {counted(row.tour_min, 'week')} at least"
    if row.tour_max is not None:
        yield LimitKind.TOUR_MAX, "tour_max", f"stays for {counted(row.tour_max, 'week')} at most"
    if row.dwell:
        yield LimitKind.DWELL, "dwell", f"returns only after {counted(row.dwell, 'week')} at home"
    if row.tour_max is not None or row.indivisible or row.id in scope.counted:
        sets = "one set" if row.rotations == 1 else f"{row.rotations} sets"
        yield LimitKind.ROTATIONS, "rotations", f"has {sets} of people to rotate"
    if row.indivisible:
        yield LimitKind.INDIVISIBLE, "indivisible", "comes and goes as a whole or not at all"


def _caveats(mission: Mission, names: Names, scope: Scope) -> Iterator[Limit]:
    concerned = scope.concerned | scope.enabling
    for i, row in enumerate(mission.caveats):
        who = names.contingents(row.who)
        if who & concerned and _concerns(mission, scope, row):
            owner = next((k.nation for k in mission.contingents if row.who in (k.id, k.nation)), row.who)
            time = f" from {row.from_}" if row.from_ else ""
            time += f" until {row.until}" if row.until else ""
            said = f' ("{row.text}")' if row.text else ""
            words = f"Caveat of {row.who}: not {row.not_.replace(':', ' ')}{time}{said}."
            made_up = row.confidence is Confidence.ILLUSTRATIVE
            yield Limit("caveats", i, LimitKind.CAVEAT, "", f"{row.who} {row.not_}", owner, words, made_up)


def _concerns(mission: Mission, scope: Scope, row: Caveat) -> bool:
    kind, _, thing = row.not_.partition(":")
    kinds = {a.kind for a in mission.activities if a.id in scope.activities}
    return thing in {"site": scope.sites, "command": scope.commands, "activity": scope.activities, "kind": kinds}[kind]


def _conditions(mission: Mission, scope: Scope) -> Iterator[Limit]:
    nation_of = {k.id: k.nation for k in mission.contingents}
    concerned = scope.concerned | scope.enabling
    for i, row in enumerate(mission.conditions):
        is_with = row.kind is ConditionKind.PRESENT_WITH
        if row.contingent in concerned or (is_with and row.value in scope.held):
            owner = (row.value or mission.host) if row.kind is ConditionKind.CONSENT else nation_of[row.contingent]
            made_up = row.confidence is Confidence.ILLUSTRATIVE
            name = f"{row.contingent} {row.kind}"
            yield Limit("conditions", i, LimitKind.CONDITION, "", name, owner, _condition_in_words(row), made_up)


def _condition_in_words(row: Condition) -> str:
    if row.kind is ConditionKind.PRESENT_WITH:
        return f"{row.contingent} is there only while {row.value} is."
    what = "the consent" if row.kind is ConditionKind.CONSENT else "a vote"
    of = f" of {row.value}" if row.value else ""
    expected = f"expected on {row.expected}" if row.expected else "not expected within the mission"
    return f"{row.contingent} needs {what}{of}, {expected}."
