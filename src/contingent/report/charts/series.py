"""Which nations or commands get a series of their own, in which order and colour: the same in every chart."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from contingent.report.account import Account
from contingent.report.charts.palette import SERIES

OTHERS = "others"
"""Label of the small ones taken together."""


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart."""

    label: str
    """Short, written into the chart."""
    words: str
    """As the legend has it."""
    role: str
    """Of the palette."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The series of a chart, the largest first, and to which each key belongs."""

    series: tuple[Series, ...]
    of: Mapping[str, Series]


def ranked(totals: Mapping[str, int], names: Mapping[str, str]) -> Ranking:
    """Rank keys by their totals: as many as there are colours, or one fewer and the rest as `others`."""
    order = sorted((key for key in totals if totals[key]), key=lambda key: (-totals[key], key))
    own = order if len(order) <= len(SERIES) + 1 else order[: len(SERIES)]
    roles = [*SERIES, "others"]
    found = {key: Series(key, _words(key, names), role) for key, role in zip(own, roles, strict=False)}
    rest = order[len(own) :]
    if not rest:
        return Ranking(tuple(found.values()), found)
    others = Series(OTHERS, f"{len(rest)} others", "others")
    return Ranking((*found.values(), others), {**found, **dict.fromkeys(rest, others)})


def nations(account: Account) -> Ranking:
    """Rank the nations by their person-weeks in theatre."""
    rows = account.tables.nations
    return ranked({row.nation: row.person_weeks for row in rows}, {row.nation: row.name for row in rows})


def commands(account: Account) -> Ranking:
    """Rank the commands by their person-weeks in the host's country."""
    totals = Counter[str]()
    for row in account.tables.headcount:
        totals[row.command] += row.people
    return ranked(totals, {command.id: command.name for command in account.mission.commands})


def _words(key: str, names: Mapping[str, str]) -> str:
    name = names.get(key, key)
    return key if name == key else f"{key}  {name}"
