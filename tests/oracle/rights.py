"""Who may be where, and who may do what: the rules that bind one person at a time."""

from datetime import date, timedelta
from functools import cached_property

from contingent.domain.mission import Mission
from contingent.domain.tables import Activity, Caveat, Consent, Contingent, Site
from contingent.domain.vocabulary import ConditionKind, ConsentDefault, ConsentStatus, PledgeState


class Rights:
    """Questions about a mission that have a plain yes or no."""

    def __init__(self, mission: Mission) -> None:
        self.mission = mission
        self.weeks = mission.weeks

    @cached_property
    def sites(self) -> dict[str, Site]:
        """The sites by id."""
        return {site.id: site for site in self.mission.sites}

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """The groups of each nation."""
        return {nation.code: nation.groups for nation in self.mission.nations}

    def span(self, from_: date | None, until: date | None) -> range:
        """The weeks of ``[from_, until)``, clipped to the mission."""
        return self.mission.calendar.span(from_, until)

    def host(self, site: str) -> str:
        """The nation that a site belongs to."""
        return self.sites[site].host or self.mission.host

    def where_matches(self, where: str, site: str) -> bool:
        """Whether `where` matches a site."""
        return where in ("*", site, self.host(site))

    def who_matches(self, who: str, contingent: Contingent, command: str | None) -> bool:
        """Whether `who` matches people of a contingent under a command; None: the command does not matter."""
        names = {"*", contingent.nation, contingent.id, *self.groups.get(contingent.nation, ())}
        return who in names or (command is not None and who == command)

    def counts(self, contingent: Contingent) -> bool:
        """Whether the pledge's state counts."""
        return contingent.state.counts_from(self.mission.planning.counts_from)

    def is_in_place(self, contingent: Contingent) -> bool:
        """Whether one set of the contingent is in theatre at the start."""
        return contingent.state is PledgeState.IN_PLACE

    def first_arrival(self, contingent: Contingent) -> int | None:
        """The first week in which a newcomer may arrive, by notice and conditions; None: never."""
        calendar = self.mission.calendar
        first = calendar.week(self.mission.start + timedelta(days=contingent.notice_days))
        for condition in self.mission.conditions:
            if condition.contingent == contingent.id and condition.kind is not ConditionKind.PRESENT_WITH:
                if condition.expected is None:
                    return None
                first = max(first, calendar.week(condition.expected))
        return max(0, first)

    def may_be(self, contingent: Contingent, site: str, command: str, week: int) -> bool:
        """Whether a person may be at the site under the command in the week."""
        place = self.sites[site]
        return (
            self.counts(contingent)
            and week in self.span(contingent.from_, contingent.until)
            and week in self.span(place.opens, place.closes)
            and (not contingent.sites or site in contingent.sites)
            and not self._refuses(contingent, week, {f"site:{site}", f"command:{command}"})
            and self._mandate_names(contingent.nation, site, week)
            and self._consents(contingent, site, command, week, None)
        )

    def may_fill(self, contingent: Contingent, activity: Activity, command: str, week: int) -> bool:
        """Whether a person under the command may be in a billet of the activity in the week."""
        refused = {f"kind:{activity.kind}", f"activity:{activity.id}"}
        return not self._refuses(contingent, week, refused) and self._consents(
            contingent, activity.site, command, week, activity
        )

    def may_run(self, activity: Activity, command: str, week: int) -> bool:
        """Whether the activity may run under the command in the week."""
        rows = [
            row
            for row in self._consents_at(activity.site, week)
            if row.who in ("*", command) and row.what in ("*", activity.kind, activity.id)
        ]
        return self._leave(rows)

    def _refuses(self, contingent: Contingent, week: int, what: set[str]) -> bool:
        def binds(caveat: Caveat) -> bool:
            return caveat.who in (contingent.id, contingent.nation) and week in self.span(caveat.from_, caveat.until)

        return any(binds(caveat) and caveat.not_ in what for caveat in self.mission.caveats)

    def _mandate_names(self, nation: str, site: str, week: int) -> bool:
        mandates = [mandate for mandate in self.mission.mandates if mandate.nation == nation]
        return not mandates or any(
            week in self.span(mandate.from_, mandate.until) and (not mandate.sites or site in mandate.sites)
            for mandate in mandates
        )

    def _consents_at(self, site: str, week: int) -> list[Consent]:
        return [
            row
            for row in self.mission.consents
            if row.host == self.host(site)
            and self.where_matches(row.where, site)
            and week in self.span(row.from_, row.until)
        ]

    def _consents(self, contingent: Contingent, site: str, command: str, week: int, activity: Activity | None) -> bool:
        rows = [row for row in self._consents_at(site, week) if self.who_matches(row.who, contingent, command)]
        if activity is None:
            rows = [row for row in rows if row.what == "*" or self._is_granted(row)]
        else:
            rows = [row for row in rows if row.what in ("*", activity.kind, activity.id)]
        return self._leave(rows)

    def _is_granted(self, row: Consent) -> bool:
        if row.status is ConsentStatus.PENDING:
            return self.mission.planning.count_pending_consent
        return row.status is ConsentStatus.GRANTED

    def _leave(self, rows: list[Consent]) -> bool:
        if not rows:
            return self.mission.planning.consent_default is ConsentDefault.GRANTED
        return all(self._is_granted(row) for row in rows)
