"""The sheets of what was asked about the plan; without questions there are none."""

from collections.abc import Iterator
from typing import Final

from contingent.domain.vocabulary import PledgeState
from contingent.export.marks import ILLUSTRATIVE
from contingent.export.workbook.book import Book, Column
from contingent.export.workbook.lists import FIGURES, Inputs, List, Rows
from contingent.report.account import Account
from contingent.report.alternatives import alternative_rows
from contingent.report.asks import ask_rows
from contingent.report.delays import delay_words
from contingent.report.why import why_rows
from contingent.report.worth import owner_lines


def _why(book: Book) -> Rows:
    for row in why_rows(book.account.answers.why):
        head = (row.question, row.wish, row.answer, "yes" if row.partial else "no")
        figures = ILLUSTRATIVE if row.illustrative else ""
        yield (*head, row.part, row.limit, row.owner, row.place, row.row, figures)


def _alternatives(book: Book) -> Rows:
    answer = book.account.answers.alternatives
    for row in () if answer is None else alternative_rows(answer):
        share = round(float(row.share), 4)
        given, limit = (None if x is None else float(x) for x in (row.given, row.limit))
        numbers = (given, float(row.value), limit)
        yield (row.alternative, row.apart, row.at_most, share, row.part, row.of, *numbers, row.words)


def _asks(book: Book) -> Rows:
    answer = book.account.answers.asks
    for row in () if answer is None else ask_rows(answer):
        asked = (row.part, row.id, row.skill, row.number, row.site, row.from_, row.until, row.decide_by)
        answer_here = (None, None, None, None)
        yield (*asked, *answer_here, row.owner, row.words, row.commands, row.notice_days, row.by_site)


def _answers_to_asks(book: Book) -> Inputs:
    answer = book.account.answers.asks
    nations = tuple(n.code for n in book.account.mission.nations)
    states = (str(PledgeState.INDICATED), str(PledgeState.OFFERED))
    takes = {"Answer": ("yes", "no"), "Number offered": (), "Nation": nations, "State": states}
    return Inputs(0 if answer is None else len(answer.asks), takes)


def _worth(book: Book) -> Rows:
    worths = book.account.answers.worth
    for owner in () if worths is None else worths.owners:
        for line in owner_lines(owner):
            figures = ILLUSTRATIVE if line.illustrative else ""
            told = (line.step, line.of_step, line.of_lifting, line.screen, "yes" if line.partial else "no")
            yield (line.owner, line.name, line.limit, *told, line.place, figures)


def _delays(book: Book) -> Rows:
    delays = book.account.answers.delays
    for delay in () if delays is None else delays.found:
        of = delay.question
        figures = ILLUSTRATIVE if (of.table, of.row) in book.account.tables.illustrative else ""
        yield (of.row, ", ".join(of.kinds), of.by, delay.weeks, delay.answer.value, delay_words(delay), figures)


_LISTS: Final = {
    "why": List(
        "Why",
        "Why the plan does not give something. Something of every reason must change; partial: there may be more.",
        (
            Column("Question", 9),
            Column("Wish", 60),
            Column("Answer", 12),
            Column("Partial", 8),
            Column("Part", 26),
            Column("Limit", 90),
            Column("Owner", 16),
            Column("Place", 22),
            Column("Row", 20),
            FIGURES,
        ),
        _why,
    ),
    "alternatives": List(
        "Alternatives",
        "Plans that lose at most so much and differ as much as they can: their goals, and the largest differences.",
        (
            Column("Alternative", 12),
            Column("Apart", 10),
            Column("At most", 10),
            Column("Share", 9),
            Column("Part", 12),
            Column("Of", 24),
            Column("This plan", 12),
            Column("Alternative's", 14),
            Column("Allowed", 12),
            Column("Words", 90),
        ),
        _alternatives,
    ),
    "asks": List(
        "Asks",
        "Further pledges asked for. Fill in the yellow cells, Answer to State; contingent import --answers reads them.",
        (
            Column("Part", 11),
            Column("Name", 24),
            Column("Skill", 14),
            Column("Number", 9),
            Column("Site", 14),
            Column("From", 11),
            Column("Until", 11),
            Column("Decide by", 11),
            Column("Answer", 9),
            Column("Number offered", 10),
            Column("Nation", 9),
            Column("State", 11),
            Column("Who", 20),
            Column("Words", 70),
            Column("Commands", 16),
            Column("Notice days", 8),
            Column("Site by site", 40),
        ),
        _asks,
        _answers_to_asks,
    ),
    "worth": List(
        "Worth",
        "What one unit more of each limit is worth, and what it costs, owner by owner. + is better; do not add up.",
        (
            Column("Owner", 16),
            Column("Name", 30),
            Column("Limit", 80),
            Column("One unit more", 18),
            Column("Is worth", 50),
            Column("Lifted, it is worth", 50),
            Column("Screen (no proof)", 20),
            Column("Partial", 8),
            Column("Place", 22),
            FIGURES,
        ),
        _worth,
    ),
    "delays": List(
        "Delay",
        "What is lost if only this decision comes so many weeks late. + is worse; do not add up.",
        (
            Column("Who or what", 30),
            Column("Decisions", 24),
            Column("Decide by", 11),
            Column("Weeks late", 8),
            Column("Answer", 12),
            Column("What is lost", 90),
            FIGURES,
        ),
        _delays,
    ),
}
"""By the fields of `Answers`."""


def answer_lists(account: Account) -> Iterator[List]:
    """Yield the sheet of each answer that is there."""
    for name, of in _LISTS.items():
        if getattr(account.answers, name):
            yield of
