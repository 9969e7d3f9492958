"""Rule ``skill``: billets are filled by people who have the skill and are there, never above the count."""

from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.ledger import Ledger, summed
from contingent.verify.names import group_of
from contingent.verify.words import Breach, be, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield fills by people without the skill, fills above the posts, and fills by more people than are there."""
    return in_words(Rule.SKILL, mission.calendar, [*_rows(mission, ledger), *_posts(ledger), *_people(ledger)])


def _rows(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    """Yield the rows of `fills` that are wrong in themselves."""
    for fill in ledger.plan.fills:
        group = group_of(fill.contingent, fill.people)
        weeks = mission.calendar.span(fill.from_, fill.until)
        text = f"{fill.heads} of {group} fill {fill.skill} in {fill.activity}"
        if not weeks:
            yield Breach(mission.calendar.week(fill.from_), fill.contingent, f"{text} in no week of the mission")
        for week in weeks:
            if fill.skill not in group.skills:
                yield Breach(week, fill.contingent, f"{text} without that skill")


def _posts(ledger: Ledger) -> Iterator[Breach]:
    for (activity, skill), course in summed(ledger.filled, lambda fill: (fill.activity, fill.skill)).items():
        required = ledger.posts.required.get((activity, skill), ledger.nobody())
        for week, (heads, posts) in enumerate(zip(course, required, strict=True)):
            if heads > posts:
                text = f"{heads} fill {skill} in {activity}, {heads - posts} more than its {posts} posts"
                yield Breach(week, activity, text)


def _people(ledger: Ledger) -> Iterator[Breach]:
    for cell, course in ledger.used.items():
        present = ledger.present.get(cell, ledger.nobody())
        for week, (heads, there) in enumerate(zip(course, present, strict=True)):
            if heads > there:
                text = (
                    f"{heads} of {cell.group} fill posts at {cell.site} under {cell.command},"
                    f" where {there} of them {be(there)} present under it"
                )
                yield Breach(week, cell.group.contingent, text)
