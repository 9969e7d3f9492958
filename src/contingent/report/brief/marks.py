"""What is made up to be realistic is marked where it shows."""

from contingent.domain.vocabulary import Goal
from contingent.report.account import Account
from contingent.report.facts import names_of

MARK = " †"

LEGEND = "† illustrative: made up to be realistic, or resting on such figures"

_PEOPLE = ("contingents", "people")

_RESTS_ON: dict[str, tuple[str, ...]] = {
    Goal.ESSENTIAL: ("activities", "billets", *_PEOPLE),
    Goal.COVERAGE: ("activities", "billets", *_PEOPLE),
    Goal.RELEASE: _PEOPLE,
    Goal.HANDOVER: ("activities", *_PEOPLE),
    Goal.ELSEWHERE: ("elsewhere", *_PEOPLE),
    Goal.TARGETS: ("targets", "activities", "billets", *_PEOPLE),
    Goal.BURDEN: ("nations", *_PEOPLE),
    Goal.TURBULENCE: _PEOPLE,
    "required": ("activities", "billets"),
    "ceiling": ("ceilings",),
    "offered": _PEOPLE,
    "confirmed": _PEOPLE,
    "in place": _PEOPLE,
}
"""The tables that a goal, or one of the five numbers, rests on first of all."""


class Marks:
    """Knows which rows are illustrative, and what rests on them."""

    def __init__(self, account: Account) -> None:
        self._made_up = account.tables.illustrative
        self._tables = {table for table, _ in self._made_up}
        mission = account.mission
        self._activities = {name for table, name in self._made_up if table == "activities"}
        self._activities |= self._owners("billets", account, [billet.activity for billet in mission.billets])
        self._contingents = {name for table, name in self._made_up if table == "contingents"}
        self._contingents |= self._owners("people", account, [people.contingent for people in mission.people])

    def __bool__(self) -> bool:
        return bool(self._made_up)

    def figure(self, name: str) -> str:
        """Return the mark of a goal or of one of the five numbers; blank if it rests on nothing made up."""
        return MARK if self._tables & set(_RESTS_ON[name]) else ""

    def row(self, table: str, name: str) -> str:
        """Return the mark of a row of the mission."""
        return MARK if (table, name) in self._made_up else ""

    def activity(self, activity: str) -> str:
        """Return the mark of an activity, for itself or its posts."""
        return MARK if activity in self._activities else ""

    def contingent(self, contingent: str) -> str:
        """Return the mark of a contingent, for itself or its people."""
        return MARK if contingent in self._contingents else ""

    def _owners(self, table: str, account: Account, owners: list[str]) -> set[str]:
        """Return the owners of the rows of a table that are made up."""
        if table not in self._tables:
            return set()
        names = names_of(account.mission, table)
        return {owner for name, owner in zip(names, owners, strict=True) if (table, name) in self._made_up}
