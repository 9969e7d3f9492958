"""Whether every ask and every person of it is needed: without them the same posts cannot be filled."""

from collections.abc import Callable, Iterator

from contingent.analysis.ask_count import Missing
from contingent.analysis.asks import Ask
from contingent.analysis.possible import Asker, Word
from contingent.analysis.scope import scope_of
from contingent.analysis.wish import Kind, Wish, filled
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.instance.instance import Ask as Wanted


def all_needed(
    pledged: Mission,
    witness: Plan,
    asks: tuple[Ask, ...],
    before: Missing,
    after: Missing,
    deadline: float,
    stop: Callable[[], bool],
) -> bool:
    """Tell whether the engine has proven, for each ask, that one person less does not fill the same posts at its sites.

    A list without the ask is one with fewer people still: it does not either.

    Parameters
    ----------
    witness
        A lawful plan of ``pledged``: what it fills is to be filled.
    before, after
        Posts that are empty without and with the asks; those of ``before`` that are not in ``after`` are filled.
    deadline
        Of ``time.monotonic``. [s]
    """
    site_of = {a.id: a.site for a in pledged.activities}
    empty = {row[:3]: row[3] for row in after}
    for ask, fewer in zip(asks, _fewer(pledged, asks), strict=True):
        posts = tuple(
            Wanted(*row[:3], filled(pledged, witness, *row[:3]))
            for row in before
            if site_of[row[0]] in ask.sites and row[3] > empty.get(row[:3], 0)
        )
        wish = Wish(Kind.POSTS, f"what {ask.id} is asked for is filled", asks=posts)
        asker = Asker(fewer, wish, scope_of(fewer, wish), None, deadline, stop)
        if not posts or asker.ask(()).word is not Word.IMPOSSIBLE:
            return False
    return True


def _fewer(pledged: Mission, asks: tuple[Ask, ...]) -> Iterator[Mission]:
    """Yield the mission with one person less of each ask; with nobody of it where one is asked."""
    for ask in asks:
        if ask.number > 1:
            people = tuple(
                p.model_copy(update={"count": p.count - 1}) if p.contingent == ask.id else p for p in pledged.people
            )
            yield pledged.model_copy(update={"people": people})
        else:
            rest = tuple(k for k in pledged.contingents if k.id != ask.id)
            others = tuple(p for p in pledged.people if p.contingent != ask.id)
            yield pledged.model_copy(update={"contingents": rest, "people": others})
