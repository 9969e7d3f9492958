"""Read a wish as a person writes it: ``strength USA <= 3000 from 2020-09-15``."""

import re
from dataclasses import dataclass
from datetime import date

from contingent.analysis.wish import WISH, free_id
from contingent.core.findings import Finding, Place
from contingent.domain.checks.fault import finding, shown
from contingent.domain.checks.near import hint
from contingent.domain.checks.references import unknown_names
from contingent.domain.mission import Mission
from contingent.domain.tables import Target
from contingent.domain.vocabulary import Measure, Sense

FILE = "--must"
MOST = 1_000_000
"""Largest value that a target can have."""
_PREPOSITIONS = {"at": "where", "of": "what"}
_DATES = {"from": "from_", "until": "until"}
GRAMMAR = "MEASURE [WHO] [at WHERE] [of WHAT] >=|<= NUMBER [from DATE] [until DATE]"


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    at: int
    """Place in the whole text, from 1. [character]"""


def read_must(mission: Mission, text: str) -> tuple[Target | None, tuple[Finding, ...]]:
    """Return the target that a text asks for, as a must; or what is wrong with it, at its places in the text."""
    spaced = re.sub(r"(>=|<=)", r" \1 ", text)
    shift = [i for i, c in enumerate(spaced) if not (c == " " and _is_added(spaced, i))]
    places = {at: n + 1 for n, at in enumerate(shift)}
    words = [_Word(m.group(), places.get(m.start(), 1)) for m in re.finditer(r"\S+", spaced)]
    reader = _Reader(words, len(text) + 1)
    cells = reader.read()
    if reader.findings:
        return None, tuple(reader.findings)
    row = Target.model_validate({"id": free_id(mission, WISH), "must": True, **cells})
    faults = [f for f in unknown_names(mission.model_copy(update={"targets": (row,)})) if f.table == "targets"]
    if faults:
        return None, tuple(f.at(Place(FILE, reader.place_of.get(f.column, 1), f.column)) for f in faults)
    return row, ()


def _is_added(spaced: str, i: int) -> bool:
    """Tell whether a space was put beside a sign."""
    return spaced[i + 1 : i + 3] in (">=", "<=") or (i >= 2 and spaced[i - 2 : i] in (">=", "<="))


class _Reader:
    """Reads word by word."""

    def __init__(self, words: list[_Word], end: int) -> None:
        self.words, self.end = list(words), _Word("", end)
        self.findings: list[Finding] = []
        self.place_of: dict[str, int] = {}

    def read(self) -> dict[str, object]:
        cells: dict[str, object] = {"measure": self._one_of("measure", [m.value for m in Measure])}
        if self.words and self.words[0].text not in {*_PREPOSITIONS, *Sense}:
            cells["who"] = self._take("who").text
        while self.words and self.words[0].text in _PREPOSITIONS:
            column = _PREPOSITIONS[self.words.pop(0).text]
            cells[column] = self._take(column).text
        cells["sense"] = self._one_of("sense", [s.value for s in Sense])
        cells["value"] = self._number()
        while self.words and self.words[0].text in _DATES:
            column = self.words.pop(0).text
            cells[_DATES[column]] = self._date(column)
        if self.words and not self.findings:
            word = self.words[0]
            self._tell("not-allowed", word, "", f"{shown(word.text)} is one word too many.", hint="", allowed=GRAMMAR)
        return cells

    def _take(self, column: str) -> _Word:
        word = self.words.pop(0) if self.words else self.end
        self.place_of[column] = word.at
        if not word.text:
            self._tell("missing-value", word, column, f"{column} is missing.", column=column)
        return word

    def _one_of(self, column: str, allowed: list[str]) -> str:
        word = self._take(column)
        if word.text and word.text not in allowed:
            near = hint(word.text, allowed)
            problem = f"{column} is {shown(word.text)}."
            self._tell("not-allowed", word, column, problem, hint=near, allowed=", ".join(allowed))
        return word.text

    def _number(self) -> int:
        word = self._take("value")
        digits = word.text.removesuffix("%").replace(",", "")
        if digits.isascii() and digits.isdigit() and int(digits[:8]) <= MOST:
            return int(digits)
        if word.text:
            problem = f"value is {shown(word.text)}."
            self._tell("not-a-number", word, "value", problem, wanted=f"a whole number up to {MOST:,}")
        return 0

    def _date(self, column: str) -> date | None:
        word = self._take(column)
        try:
            return date.fromisoformat(word.text)
        except ValueError:
            if word.text:
                self._tell("not-a-date", word, column, f"{column} is {shown(word.text)}.")
            return None

    def _tell(self, code: str, word: _Word, at: str, problem: str, /, **words: str) -> None:
        if not self.findings:  # what follows a first mistake is seldom another
            self.findings.append(finding(code, Place(FILE, word.at, at), problem, **words))
