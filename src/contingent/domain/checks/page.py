"""The page docs/reference/findings.md: ``python -m contingent.domain.checks.page > docs/reference/findings.md``."""

import sys
from collections.abc import Iterator

from contingent.domain.checks import codes

_PARTS = {
    "Files": codes.FILES,
    "Tables": codes.TABLES,
    "Cells": codes.CELLS,
    "TOML": codes.TOML,
    "Workbooks": codes.WORKBOOKS,
    "Courses of action": codes.COURSES,
    "Plans": codes.PLANS,
    "The head of the mission": codes.HEAD,
    "Names": codes.REFERENCES,
    "Contradictions": codes.CONTRADICTIONS,
    "Those in place at the start": codes.START,
    "What is seldom meant, and what is assumed": codes.REMARKS,
}


def page() -> str:
    """Return the page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Findings"
    yield ""
    yield f"Every code that `contingent check` may print; there are {len(codes.CODES)}. Made from"
    yield "`src/contingent/domain/checks/codes.py`; each code has a bad example under `tests/files/bad`."
    yield ""
    yield "An **error** forbids the use of the data, a **warning** asks a person to look, a **notice** says what was"
    yield "assumed or set aside. Warnings and notices about the mission as a whole are told once there are no errors."
    for title, part in _PARTS.items():
        yield from ("", f"## {title}", "", "| code | severity | meaning | what to do |", "|---|---|---|---|")
        for name, code in part.items():
            remedy = code.remedy.replace("{hint}", "").replace("|", "\\|")
            yield f"| `{name}` | {code.severity} | {code.meaning} | {remedy} |"


if __name__ == "__main__":
    sys.stdout.write(page())
