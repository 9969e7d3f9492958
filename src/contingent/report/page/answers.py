"""The sections of what was asked about the plan; without questions there are none."""

from collections.abc import Callable
from typing import Final

from contingent.report.account import Account
from contingent.report.page.alternatives import alternatives_section
from contingent.report.page.asks import asks_section
from contingent.report.page.delays import delays_section
from contingent.report.page.sheet import Section
from contingent.report.page.why import why_section
from contingent.report.page.worth import worth_section

_SECTIONS: Final[tuple[Callable[[Account], Section | None], ...]] = (
    why_section,
    alternatives_section,
    asks_section,
    worth_section,
    delays_section,
)
"""One for each question, in the order of the page; each returns nothing where its answer is not there."""


def answer_sections(account: Account) -> tuple[Section, ...]:
    """Return a section for each answer that is there."""
    return tuple(section for made in _SECTIONS if (section := made(account)) is not None)
