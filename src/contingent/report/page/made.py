"""What binds, which pledges must be looked at, and how the plan was made."""

from collections.abc import Sequence

from contingent.core.counted import counted
from contingent.core.version import __version__
from contingent.domain.plan import Proof
from contingent.report.account import Account
from contingent.report.page.sheet import NONE, Marker, Section, Sheet, cells
from contingent.report.pledges import PledgeRow, Review
from contingent.report.wording import day, listed, percent

_REVIEW = {
    Review.STALE: "\N{BLACK DOWN-POINTING TRIANGLE} stale: was to be renewed before the start",
    Review.DUE: "\N{WHITE DOWN-POINTING TRIANGLE} due: to be renewed before its people leave",
    Review.NONE: NONE,
}

_COLUMNS = (
    "contingent", "nation", "state", "people", "from", "until", "renew by", "review", "chance", "used from",
    "person-weeks",
)  # fmt: skip
_NUMBERS = frozenset({"people", "chance", "person-weeks"})


def binding_section(account: Account, mark: Marker) -> Section:
    """Return the limits and refusals that bind."""
    rows = account.tables.binding
    found = [
        (
            row.kind.value,
            mark.name(row.table, row.row_id, row.limit),
            "everybody" if row.owner == "*" else row.owner,
            "refused" if row.most is None else f"{row.most:,}",
            f"{row.used:,}",
            f"{row.weeks:,}",
            NONE if row.first is None else day(row.first),
        )
        for row in rows
    ]
    kinds = listed(list(dict.fromkeys(row.kind.value for row in rows)))
    said = f"{counted(len(rows), 'limit or refusal binds', 'limits and refusals bind')} in some week: {kinds}."
    return Section(
        "binding",
        "What binds",
        said if rows else "Nothing binds: no limit is reached, and no refusal stands between people and empty posts.",
        sheets=(
            Sheet(
                "binding-table",
                "Ceilings, mandates, beds, lift, caveats and consents that bind",
                ("kind", "limit", "of", "allowed", "used", "weeks", "first"),
                cells(found),
                frozenset({"allowed", "used", "weeks"}),
                "used: most in a week; of a refusal, the most posts that stay empty while it stands in the way. weeks: "
                "in how many it binds; first: in which first.",
            ),
        ),
    )


def pledge_section(account: Account, mark: Marker) -> Section:
    """Return all pledges, those that must be renewed first."""
    rows = account.tables.pledges
    stale, due = ([r for r in rows if r.review is review] for review in (Review.STALE, Review.DUE))

    def sheet(id: str, caption: str, shown: Sequence[PledgeRow], none: str) -> Sheet:  # noqa: A002 - as in HTML
        return Sheet(id, caption, _COLUMNS, cells(_pledge(row, mark) for row in shown), _NUMBERS, none=none)

    said = (
        f"Of {counted(len(rows), 'pledge')}, {len(stale):,} {'is' if len(stale) == 1 else 'are'} stale and "
        f"{len(due):,} {'falls' if len(due) == 1 else 'fall'} due within this plan."
    )
    return Section(
        "pledges",
        "Pledges to be renewed",
        said,
        sheets=(
            sheet("review-table", "Pledges stale or due", (*stale, *due), "No pledge is stale or due."),
            sheet("pledge-table", "All pledges, in the order of the mission", rows, "Nothing is pledged."),
        ),
    )


def _pledge(row: PledgeRow, mark: Marker) -> tuple[str, ...]:
    return (
        mark.name("contingents", row.contingent, f"{row.name} ({row.contingent})"),
        row.nation,
        row.state.value,
        f"{row.people:,}",
        "any" if row.from_ is None else day(row.from_),
        "any" if row.until is None else day(row.until),
        NONE if row.review_by is None else day(row.review_by),
        _REVIEW[row.review],
        NONE if row.chance is None else percent(row.chance),
        "not used" if row.used_from is None else day(row.used_from),
        f"{row.person_weeks:,}",
    )


def making_section(account: Account) -> Section:
    """Return versions, parameters, digest, and how far the proof goes."""
    plan, planning = account.plan, account.mission.planning
    slack = listed([f"{goal.value} {percent(share)}" for goal, share in planning.slack.items()])
    said = [("report made by", f"contingent {__version__}")]
    if account.viewer is None:
        said += [(f"plan: {key}", value) for key, value in plan.made_by.items()]
        said += [
            ("plan: digest of the mission as planned", plan.digest or "none: written by hand"),
            ("mission: digest as read for this report", account.mission.digest),
            ("mission: the same as was planned", _same(account)),
        ]
    said += [
        ("planning: pledges count from the state", planning.counts_from.value),
        ("planning: a pending consent counts as granted", "yes" if planning.count_pending_consent else "no"),
        ("planning: where no consent speaks", planning.consent_default.value),
        ("planning: goals in order", listed([goal.value for goal in planning.goals])),
        ("planning: to be released soonest", listed(list(planning.release)) or "nobody"),
        ("planning: slack given to later goals", slack or "none"),
    ]
    sheet = Sheet("making-table", "Versions, parameters and digests", ("what", "value"), cells(said))
    return Section("making", "How it was made, and what is proven", limits_of_proof(account), sheets=(sheet,))


def _same(account: Account) -> str:
    if not account.plan.digest:
        return "cannot be said: the plan has no digest"
    return "yes" if account.plan.digest == account.mission.digest else "NO: the mission has changed since"


def limits_of_proof(account: Account) -> str:
    """Say what bounds mean, and what the verifier does not judge."""
    said = (
        "Goals are met one after the other. A bound holds under a condition: no plan that is at least as good in all "
        "goals before, to the values of this plan, can be below it. Nothing is said about plans that give away an "
        "earlier goal. The gap is (value - bound) / all there could be of it."
    )
    open_goals = [goal.goal.value for goal in account.plan.goals if goal.proof is not Proof.OPTIMAL]
    if open_goals:
        said += f" The search was stopped before these goals were proven best: {listed(open_goals)}."
    return f"{said} The verifier judges the plan against the mission's data, not whether the data are true."
