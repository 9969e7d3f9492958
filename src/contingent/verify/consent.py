"""Rule ``consent``: nobody is at a site, works there, nor commands there, without the host's leave.

Rows speak for the sites of their host. A refusal beats a grant; where no row that matches is in force, the default
holds.
"""

from collections.abc import Iterable, Iterator

from contingent.domain.mission import Mission
from contingent.domain.tables import Consent
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import ConsentDefault, ConsentStatus, Rule
from contingent.verify.ledger import Ledger, summed
from contingent.verify.names import ALL
from contingent.verify.words import Breach, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which people are present, people work, or a command runs an activity, without leave."""
    host = _Host(mission, ledger)
    breaches = [*_presence(ledger, host), *_fills(ledger, host), *_commands(ledger, host)]
    return in_words(Rule.CONSENT, mission.calendar, breaches)


class _Host:
    """What the hosts say, looked up once for each question."""

    def __init__(self, mission: Mission, ledger: Ledger) -> None:
        self._mission = mission
        self._names = ledger.names
        self._activities = ledger.posts.activities
        self._weeks_without_leave: dict[tuple[str, str, str, str], frozenset[int]] = {}

    def refused(self, site: str, contingent: str, command: str, activity: str) -> frozenset[int]:
        """Return the weeks without leave.

        A blank contingent asks for the command alone; a blank activity asks for presence alone.
        """
        question = (site, contingent, command, activity)
        if question not in self._weeks_without_leave:
            rows = list(self._matching(*question))
            self._weeks_without_leave[question] = self._without_leave(rows)
        return self._weeks_without_leave[question]

    def _matching(self, site: str, contingent: str, command: str, activity: str) -> Iterator[Consent]:
        people = self._names.of_contingent[contingent] if contingent else {ALL}
        for row in self._mission.consents:
            speaks_here = row.host in self._names.of_site[site] and row.where in self._names.of_site[site]
            if speaks_here and (row.who in people or row.who == command) and self._concerns(row, activity):
                yield row

    def _concerns(self, row: Consent, activity: str) -> bool:
        """Tell whether a row speaks of an activity; of presence every grant speaks, and a refusal of everything."""
        if activity:
            return row.what in self._names.of_activity[activity]
        return row.what == ALL or not self._is_refusal(row)

    def _is_refusal(self, row: Consent) -> bool:
        if row.status is ConsentStatus.PENDING:
            return not self._mission.planning.count_pending_consent
        return row.status is ConsentStatus.REFUSED

    def _without_leave(self, rows: Iterable[Consent]) -> frozenset[int]:
        """Return the weeks with a refusal, and those of which no row speaks if the default is to refuse."""
        granted: set[int] = set()
        refused: set[int] = set()
        for row in rows:
            weeks = self._mission.calendar.span(row.from_, row.until)
            (refused if self._is_refusal(row) else granted).update(weeks)
        if self._mission.planning.consent_default is ConsentDefault.REFUSED:
            refused |= set(range(self._mission.weeks)) - granted
        return frozenset(refused)


def _presence(ledger: Ledger, host: _Host) -> Iterator[Breach]:
    there = summed(ledger.present, lambda cell: (cell.group.contingent, cell.site, cell.command))
    for (contingent, site, command), course in there.items():
        for week in host.refused(site, contingent, command, ""):
            if course[week]:
                text = f"{course[week]} of {contingent} under {command} are at {site} without the host's leave"
                yield Breach(week, contingent, text)


def _fills(ledger: Ledger, host: _Host) -> Iterator[Breach]:
    at_work = summed(ledger.filled, lambda fill: (fill.group.contingent, fill.activity))
    for (contingent, activity), course in at_work.items():
        site = ledger.posts.activities[activity].site
        for command, held in ledger.posts.held(activity, ledger.weeks):
            for week in host.refused(site, contingent, command, activity).intersection(held):
                if course[week]:
                    who = f"{course[week]} of {contingent} under {command}"
                    yield Breach(week, contingent, f"{who} are in {activity} at {site} without the host's leave")


def _commands(ledger: Ledger, host: _Host) -> Iterator[Breach]:
    running = summed(ledger.filled, lambda fill: fill.activity)
    for activity in sorted(running.keys() | ledger.posts.handed.keys()):
        site, course = ledger.posts.activities[activity].site, running.get(activity, ledger.nobody())
        # In its week a handover is an act of the new command, even if nobody works.
        handed, _ = ledger.posts.handed.get(activity, (ledger.weeks, ""))
        for command, held in ledger.posts.held(activity, ledger.weeks):
            for week in host.refused(site, "", command, activity).intersection(held):
                if course[week] or week == handed:
                    yield Breach(week, activity, f"{activity} at {site} runs under {command} without the host's leave")
