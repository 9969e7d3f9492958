"""Which rows of a plan or a report rest on rows of the mission that are made up to be realistic."""

from collections.abc import Iterable, Iterator
from typing import Final

from contingent.domain.mission import Mission
from contingent.domain.tables import Sourced
from contingent.domain.vocabulary import Confidence

ILLUSTRATIVE: Final = "illustrative"

_TABLE_OF: Final = {
    "activity": "activities",
    "contingent": "contingents",
    "site": "sites",
    "from_site": "sites",
    "to_site": "sites",
    "elsewhere": "elsewhere",
}
"""Table of the mission that a field of a row names."""

_COUNTED: Final = ("contingents", "people", "activities", "billets", "ceilings", "lift", "elsewhere")
"""Tables that a total may rest on."""


class Marks:
    """Knows the illustrative rows of a mission."""

    def __init__(self, mission: Mission) -> None:
        self._rows = {
            "activities": _keys((row.id, row) for row in mission.activities),
            "billets": _keys(((row.activity, row.skill), row) for row in mission.billets),
            "contingents": _keys((row.id, row) for row in mission.contingents),
            "people": _keys(((row.contingent, row.skills), row) for row in mission.people),
            "sites": _keys((row.id, row) for row in mission.sites),
            "elsewhere": _keys((row.id, row) for row in mission.elsewhere),
        }
        self._nations = _keys((row.code, row) for row in mission.nations)
        self._counts = {row.contingent for row in mission.people if row.confidence is Confidence.ILLUSTRATIVE}
        invented = self._rows["contingents"] | self._counts
        self._nations |= {row.nation for row in mission.contingents if row.id in invented}
        self._any = any(
            row.confidence is Confidence.ILLUSTRATIVE for name in _COUNTED for row in getattr(mission, name)
        )

    def tables(self, row: object) -> tuple[str, ...]:
        """Return the tables of the mission in which ``row`` names an illustrative row."""
        return tuple(dict.fromkeys(self._named(row)))

    def is_illustrative(self, row: object) -> bool:
        """Tell whether a row rests on an illustrative one; a total does as soon as anything that is counted is."""
        if any(hasattr(row, field) for field in (*_TABLE_OF, "nation")):
            return any(True for _ in self._named(row))
        return self._any

    def words(self, row: object) -> str:
        """Return the remark that a reader gets; blank where there is nothing to remark."""
        tables = self.tables(row)
        return f"Rests on illustrative rows of: {', '.join(tables)}." if tables else ""

    def _named(self, row: object) -> Iterator[str]:
        for field, table in _TABLE_OF.items():
            if getattr(row, field, None) in self._rows[table]:
                yield table
        if hasattr(row, "people") and hasattr(row, "contingent"):
            if (row.contingent, row.people) in self._rows["people"]:
                yield "people"
        elif getattr(row, "contingent", None) in self._counts:
            yield "people"
        if (getattr(row, "activity", None), getattr(row, "skill", None)) in self._rows["billets"]:
            yield "billets"
        if getattr(row, "nation", None) in self._nations:
            yield "nations"


def _keys(rows: Iterable[tuple[object, Sourced]]) -> set[object]:
    return {key for key, row in rows if row.confidence is Confidence.ILLUSTRATIVE}
