"""Whether every name that a row uses is declared."""

from collections.abc import Iterable, Iterator

from contingent.domain.checks.fault import Fault, fault, shown
from contingent.domain.checks.names import Names, names_of
from contingent.domain.checks.near import hint
from contingent.domain.mission import TABLES, Mission
from contingent.domain.tables import Caveat, Condition, Row, Sourced
from contingent.domain.vocabulary import ConditionKind

ANYBODY = ("nations", "groups", "contingents", "commands")
WHERE = ("sites", "hosts")
WHAT = ("activities", "kinds")

_Use = tuple[str, tuple[str, ...]]
"""A field, and the kinds of name that it may hold."""

USES: dict[str, tuple[_Use, ...]] = {
    "sites": (("host", ("nations",)),),
    "activities": (
        ("site", ("sites",)),
        ("command", ("commands",)),
        ("hand_to", ("commands",)),
        ("with_", ("activities",)),
    ),
    "billets": (("activity", ("activities",)), ("skill", ("skills",))),
    "enablers": (("site", ("sites",)), ("skill", ("skills",))),
    "contingents": (
        ("nation", ("nations",)),
        ("commands", ("commands",)),
        ("site", ("sites",)),
        ("sites", ("sites",)),
    ),
    "people": (("contingent", ("contingents",)), ("skills", ("skills",))),
    "caveats": (("who", ("contingents", "nations")),),
    "conditions": (("contingent", ("contingents",)),),
    "consents": (("host", ("nations",)), ("who", ANYBODY), ("where", WHERE), ("what", WHAT)),
    "mandates": (("nation", ("nations",)), ("sites", ("sites",))),
    "ceilings": (("who", ANYBODY), ("where", WHERE)),
    "lift": (("where", WHERE),),
    "elsewhere": (("who", ANYBODY), ("skill", ("skills",))),
    "targets": (("who", ANYBODY), ("where", WHERE), ("what", WHAT)),
}

_CODE_OF = {"who": "unknown-who", "where": "unknown-where", "what": "unknown-what"}
_ONE = {
    "nations": "nation",
    "groups": "group",
    "contingents": "contingent",
    "commands": "command",
    "skills": "skill",
    "sites": "site",
    "hosts": "host",
    "activities": "activity",
    "kinds": "kind",
    "sources": "source",
}


def unknown_names(mission: Mission, names: Names | None = None) -> Iterator[Fault]:
    """Yield each name that a row uses and no row declares; ``names`` may know more than the mission's own."""
    known = names or names_of(mission)
    for table in TABLES:
        uses = USES.get(table, ())
        for index, row in enumerate(getattr(mission, table)):
            for field, kinds in uses:
                yield from _unknown((table, index, field), getattr(row, field), kinds, known)
            if isinstance(row, Sourced) and (row.source or row.release_to):
                yield from _unknown((table, index, "source"), row.source, ("sources",), known)
                yield from _unseen((table, index, "release_to"), row.release_to, known)
            yield from _special(table, index, row, known)


def unknown_names_of_head(mission: Mission, names: Names | None = None) -> Iterator[Fault]:
    """Yield each nation that the head of the mission names and no row declares."""
    known = names or names_of(mission)
    yield from _unknown(("", -1, "host"), mission.host, ("nations",), known)
    yield from _unknown(("", -1, "release"), mission.planning.release, ("nations",), known)


def _unknown(
    at: tuple[str, int, str], said: str | Iterable[str] | None, kinds: tuple[str, ...], names: Names
) -> Iterator[Fault]:
    words = (said,) if isinstance(said, str) else said or ()
    allowed: frozenset[str] | None = None
    for word in words:
        if word == "*" and at[2] in _CODE_OF:
            continue
        allowed = allowed if allowed is not None else names.of(*kinds)
        if word not in allowed:
            yield _fault(at, word, kinds, allowed)


def _fault(at: tuple[str, int, str], word: str, kinds: tuple[str, ...], allowed: frozenset[str]) -> Fault:
    table, index, field = at
    column = field.rstrip("_")
    place = (table, index, column)
    if field in _CODE_OF:
        wanted = _either([_ONE[kind] for kind in kinds]) + ("" if table == "caveats" else ", or * for all")
        problem = f"{column} is {shown(word)}, which is no {_either([_ONE[kind] for kind in kinds])}."
        return fault(_CODE_OF[field], place, problem, hint=hint(word, allowed), wanted=f"a {wanted}")
    where = _DECLARING.get(kinds[0], kinds[0])
    problem = f"{column} names {shown(word)}, which no row of {where} has."
    return fault(f"unknown-{_ONE[kinds[0]]}", place, problem, hint=hint(word, allowed), table=where)


_DECLARING = {"kinds": "activities"}


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def _unseen(at: tuple[str, int, str], said: tuple[str, ...], names: Names) -> Iterator[Fault]:
    allowed = names.of("nations", "groups") if said else frozenset()
    for word in said:
        if word not in allowed:
            problem = f"release_to names {shown(word)}, which is no nation or group."
            yield fault("unknown-audience", at, problem, hint=hint(word, allowed), wanted="a nation or group")


def _special(table: str, index: int, row: Row, names: Names) -> Iterator[Fault]:
    """Yield unknown names in cells that say first what kind of name follows."""
    match row:
        case Caveat():
            kind, _, name = row.not_.partition(":")
            kinds = _KINDS_OF_REFUSAL[kind]
            if name not in names.of(kinds):
                yield _fault((table, index, "not"), name, (kinds,), names.of(kinds))
        case Condition(kind=ConditionKind.PRESENT_WITH, value=""):
            yield fault("missing-contingent", (table, index, "value"), "value is blank.")
        case Condition(kind=ConditionKind.PRESENT_WITH, value=name):
            if name not in names.contingents:
                yield _fault((table, index, "value"), name, ("contingents",), names.contingents)
        case Condition(kind=ConditionKind.CONSENT, value=name):
            if name and name not in names.nations:
                yield _fault((table, index, "value"), name, ("nations",), names.nations)


_KINDS_OF_REFUSAL = {"site": "sites", "kind": "kinds", "activity": "activities", "command": "commands"}
