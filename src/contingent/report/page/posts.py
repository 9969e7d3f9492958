"""Who holds what and how well it is covered: the parts of the Gantt chart, and the tables."""

from collections.abc import Iterator

from markupsafe import Markup

from contingent.core.counted import counted
from contingent.report.account import Account
from contingent.report.page.sheet import NONE, Marker, Part, Sheet, cells, merged
from contingent.report.pictures.gantt import Gantt, Held
from contingent.report.wording import day


def holding_parts(account: Account, gantt: Gantt, mark: Marker) -> Iterator[Part]:
    """Yield the activities, each with its picture."""
    sites = {site.id: site.name for site in account.mission.sites}
    for number, held in enumerate(gantt.held):
        drawing = Markup(gantt.part(held))  # noqa: S704 - drawn by us, with every word escaped
        title = Markup(mark.name("activities", held.activity.id, held.activity.name))  # noqa: S704 - escaped there
        yield Part(f"activity-{number}", title, _sentence(held, sites), drawing)


def _sentence(held: Held, sites: dict[str, str]) -> str:
    activity = held.activity
    where = f"{activity.id} at {sites.get(activity.site, activity.site)}"
    if held.handover is not None:
        command = f"{activity.command} hands it over to {activity.hand_to} on {day(held.handover)}"
    elif activity.hand_to is not None and activity.hand_to != activity.command:
        command = f"{activity.command} holds it; it is not handed over to {activity.hand_to} in this plan"
    else:
        command = f"{activity.command} holds it"
    weeks = sum((lack.until - lack.from_).days // 7 for lack in held.empty)
    gaps = f"posts stay empty in {counted(weeks, 'week')}" if held.empty else "every post is filled in every week"
    return f"{where}. {command}. {counted(len(held.rows), 'contingent')} in turn or together; {gaps}."


def holding_sheets(account: Account, mark: Marker) -> tuple[Sheet, ...]:
    """Return handovers and all bars of the chart as tables."""
    tables = account.tables
    handovers = (
        (
            "not in this plan" if row.week is None else day(row.week),
            mark.name("activities", row.activity, row.name),
            row.site,
            row.from_command,
            row.to_command,
            NONE if row.latest is None else day(row.latest),
        )
        for row in tables.handovers
    )
    names = {a.id: mark.name("activities", a.id) for a in account.mission.activities}
    contingents = {c.id: mark.name("contingents", c.id) for c in account.mission.contingents}
    return (
        Sheet(
            "handover-table",
            "Handovers by date",
            ("week of", "activity", "site", "from", "to", "latest allowed"),
            cells(handovers),
            none="No activity is to change command.",
        ),
        Sheet(
            "holding-table",
            "Who holds what",
            ("activity", "contingent", "nation", "command", "does", "people", "from", "until"),
            cells(
                (
                    names[r.activity],
                    contingents[r.contingent],
                    r.nation,
                    r.command,
                    r.part.value,
                    f"{r.heads:,}",
                    day(r.from_),
                    day(r.until),
                )
                for r in tables.holdings
            ),
            frozenset({"people"}),
            "overlap: at the site, before they fill posts. until: first day after.",
            "Nobody fills a post.",
        ),
    )


def coverage_sheets(account: Account, mark: Marker) -> list[Sheet]:
    """Return all cells of the heat map, and the empty posts by skill, weeks merged where the numbers stay."""
    tables = account.tables
    names = {a.id: mark.name("activities", a.id, a.name) for a in account.mission.activities}
    rows = merged(
        tables.cover, lambda r: r.activity, lambda r: (r.required, r.filled, r.missing, r.by_skill), lambda r: r.week
    )
    numbers = ("weeks", "required", "filled", "empty", "essential")
    short = ("weeks", "empty", "of", "essential")
    return [
        Sheet(
            "shortfall-table",
            "Empty posts, those that stop an activity first",
            ("activity", "skill", "from", "until", *short),
            cells(
                (
                    names[r.activity],
                    r.skill,
                    day(r.from_),
                    day(r.until),
                    *(f"{n:,}" for n in (r.weeks, r.missing, r.required, r.essential)),
                )
                for r in tables.shortfalls
            ),
            frozenset(short),
            "empty: posts in each of the weeks, of so many required. essential: of these, posts without which the "
            "activity stops.",
            "None: every post is filled in every week.",
        ),
        Sheet(
            "coverage-table",
            "Coverage by activity; weeks in which the numbers stay are one row",
            ("activity", "from", "until", *numbers, "by skill"),
            cells(
                (
                    names[r.activity],
                    day(a),
                    day(b),
                    *(f"{count:,}" for count in (n, r.required, r.filled, r.missing, r.essential_missing)),
                    ", ".join(f"{s.skill} {s.missing:,}" for s in r.by_skill) or NONE,
                )
                for r, a, b, n in rows
            ),
            frozenset(numbers),
            none="No activity runs.",
        ),
    ]
