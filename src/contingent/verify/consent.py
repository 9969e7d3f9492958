"""Rule ``consent``: nobody is at a site, works there, nor commands there, without the host's leave.

Rows speak for the sites of their host. A refusal beats a grant; where no row that matches is in force, the default
holds.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from contingent.domain.mission import Mission
from contingent.domain.tables import Consent
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import ConsentDefault, ConsentStatus, Rule
from contingent.verify.ledger import Ledger
from contingent.verify.names import ALL
from contingent.verify.words import Breach, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which people are present, people work, or a command runs an activity, without leave."""
    host = _Host(mission, ledger)
    breaches = [*_presence(ledger, host), *_fills(ledger, host), *_commands(mission, ledger, host)]
    return in_words(Rule.CONSENT, mission.calendar, breaches)


class _Host:
    """What the hosts say, looked up once for each question."""

    def __init__(self, mission: Mission, ledger: Ledger) -> None:
        self._mission = mission
        self._names = ledger.names
        self._activities = ledger.posts.activities
        self._weeks_without_leave: dict[tuple[str, str, str, str], frozenset[int]] = {}

    def refuses(self, week: int, site: str, contingent: str, command: str, activity: str) -> bool:
        """Tell whether there is no leave in a week.

        A blank contingent asks for the command alone; a blank activity asks for presence alone.
        """
        question = (site, contingent, command, activity)
        if question not in self._weeks_without_leave:
            rows = list(self._matching(*question))
            self._weeks_without_leave[question] = self._without_leave(rows)
        return week in self._weeks_without_leave[question]

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
    for week, cells in enumerate(ledger.present):
        heads_of: Counter[tuple[str, str, str]] = Counter()
        for (group, site, command), heads in cells.items():
            if host.refuses(week, site, group.contingent, command, ""):
                heads_of[group.contingent, site, command] += heads
        for (contingent, site, command), heads in heads_of.items():
            text = f"{heads} of {contingent} under {command} are at {site} without the host's leave"
            yield Breach(week, contingent, text)


def _fills(ledger: Ledger, host: _Host) -> Iterator[Breach]:
    for week, fills in enumerate(ledger.filled):
        heads_of: Counter[tuple[str, str, str, str]] = Counter()
        for (activity, _, group), heads in fills.items():
            site, command = ledger.posts.activities[activity].site, ledger.posts.command(activity, week)
            if host.refuses(week, site, group.contingent, command, activity):
                heads_of[group.contingent, activity, site, command] += heads
        for (contingent, activity, site, command), heads in heads_of.items():
            text = f"{heads} of {contingent} under {command} are in {activity} at {site} without the host's leave"
            yield Breach(week, contingent, text)


def _commands(mission: Mission, ledger: Ledger, host: _Host) -> Iterator[Breach]:
    running = {(week, fill.activity) for week, fills in enumerate(ledger.filled) for fill in fills}
    # In its week a handover is an act of the new command, even if nobody works.
    handed = {(week, activity) for activity, (week, _) in ledger.posts.handed.items() if 0 <= week < mission.weeks}
    for week, activity in sorted(running | handed):
        site, command = ledger.posts.activities[activity].site, ledger.posts.command(activity, week)
        if host.refuses(week, site, "", command, activity):
            yield Breach(week, activity, f"{activity} at {site} runs under {command} without the host's leave")
