"""Rule ``relief``: a newcomer covers a billet only after the overlap, and stays at least as long as it takes."""

from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.ledger import Ledger
from contingent.verify.words import Breach, be, in_words, weeks


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield fills by people in their overlap, stays shorter than the overlap, and changes of command during it."""
    breaches = [*_fills(ledger), *_short_stays(mission, ledger), *_early_rehats(mission, ledger)]
    return in_words(Rule.RELIEF, mission.calendar, breaches)


def _fills(ledger: Ledger) -> Iterator[Breach]:
    for cell, course in ledger.used.items():
        past_overlap = ledger.serving.get(cell, ledger.nobody())
        for week, (heads, serving) in enumerate(zip(course, past_overlap, strict=True)):
            if heads > serving:
                text = (
                    f"{heads} of {cell.group} fill posts at {cell.site} under {cell.command},"
                    f" where {serving} of them {be(serving)} present under it and past the overlap"
                )
                yield Breach(week, cell.group.contingent, text)


def _short_stays(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    overlap_of = {s.id: s.overlap_weeks for s in mission.sites}
    for history in ledger.histories:
        for site, begin, end in history.stays:
            # A stay that ends before it begins is no stay: rule ``tour`` says so.
            length = end - begin
            if begin >= 0 and 0 < length < overlap_of[site] and end < mission.weeks:
                text = f"{history} is at {site} for {weeks(length)}, {overlap_of[site] - length} fewer than its overlap"
                yield Breach(begin, history.contingent, text)


def _early_rehats(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    overlap_of = {s.id: s.overlap_weeks for s in mission.sites}
    for history in ledger.histories:
        for week, rehat in history.rehats:
            for site, begin, end in history.stays:
                missing = begin + overlap_of[site] - week
                if 0 <= begin < week < end and missing > 0:
                    text = f"{history} comes under {rehat.to} {weeks(missing)} before its overlap at {site} is over"
                    yield Breach(week, history.contingent, text)
