"""Tables of people: headcount, sites, departures, burden."""

from collections import Counter, defaultdict
from datetime import date

from contingent.report.account import Account
from contingent.report.burden import BurdenRow
from contingent.report.page.sheet import NONE, Marker, Sheet, cells, merged, plus_minus
from contingent.report.strength import NationRow
from contingent.report.wording import day, percent


def headcount_sheet(account: Account) -> Sheet:
    """Return people by nation and command, weeks merged where the numbers stay."""
    rows = merged(
        account.tables.headcount, lambda r: (r.nation, r.command), lambda r: (r.people, r.in_overlap), lambda r: r.week
    )
    return Sheet(
        "headcount-table",
        "Headcount by nation and command; weeks in which the numbers stay are one row",
        ("nation", "command", "from", "until", "weeks", "people", "in overlap"),
        cells(
            (r.nation, r.command, day(a), day(b), f"{n:,}", f"{r.people:,}", f"{r.in_overlap:,}") for r, a, b, n in rows
        ),
        frozenset({"weeks", "people", "in overlap"}),
        "people: in the host's country, support included. in overlap: of these, newcomers who do not yet cover. "
        "until: first day after.",
        "Nobody is in the host's country.",
    )


def weeks_sheet(account: Account) -> Sheet:
    """Return the weeks, merged where nothing changes."""
    rows = merged(
        account.tables.weeks,
        lambda _: 0,
        lambda r: (r.required, r.filled, r.people, r.ceiling, r.arriving, r.departing, r.moving, r.rehatting, r.seats),
        lambda r: r.week,
    )
    numbers = (
        "weeks", "people", "ceiling", "required", "filled", "arrive", "depart", "seats", "move", "change command"
    )  # fmt: skip
    return Sheet(
        "weeks-table",
        "All weeks; weeks in which nothing changes are one row",
        ("from", *numbers),
        cells(
            (
                day(a),
                *map(_count, (n, r.people, r.ceiling, r.required, r.filled, r.arriving, r.departing, r.seats)),
                *map(_count, (r.moving, r.rehatting)),
            )
            for r, a, _, n in rows
        ),
        frozenset(numbers),
        "required, filled: posts. seats: for arrivals and departures together in a week.",
    )


def command_sheet(account: Account) -> Sheet:
    """Return people by command, weeks merged where the numbers stay."""
    totals: defaultdict[tuple[str, date], list[int]] = defaultdict(lambda: [0, 0])
    for row in account.tables.headcount:
        total = totals[row.command, row.week]
        total[0] += row.people
        total[1] += row.in_overlap
    rows = merged(totals.items(), lambda at: at[0][0], lambda at: tuple(at[1]), lambda at: at[0][1])
    return Sheet(
        "command-table",
        "Headcount by command; weeks in which the numbers stay are one row",
        ("command", "from", "until", "weeks", "people", "in overlap"),
        cells((at[0][0], day(a), day(b), f"{n:,}", f"{at[1][0]:,}", f"{at[1][1]:,}") for at, a, b, n in rows),
        frozenset({"weeks", "people", "in overlap"}),
        none="Nobody is in the host's country.",
    )


def command_sentence(account: Account) -> str:
    """Say how many serve under each command in the first and in the last week."""
    first, last = account.tables.weeks[0].week, account.tables.weeks[-1].week
    totals: dict[str, Counter[date]] = {command.id: Counter() for command in account.mission.commands}
    for row in account.tables.headcount:
        totals[row.command][row.week] += row.people
    said = [f"{command} {of[first]:,}, then {of[last]:,}" for command, of in totals.items() if of.total()]
    if not said:
        return "Nobody is in the host's country in any week of this plan."
    return f"People in the host's country by command, in the first week and then in the last: {'; '.join(said)}."


def site_sheet(account: Account, mark: Marker) -> Sheet:
    """Return who is at each site, weeks merged where the numbers stay."""
    names = {site.id: site.name for site in account.mission.sites}
    shown = {site: mark.name("sites", site, name) for site, name in names.items()}
    rows = merged(account.tables.sites, lambda r: (r.site, r.nation), lambda r: r.people, lambda r: r.week)
    return Sheet(
        "site-table",
        "People by site and nation; weeks in which the numbers stay are one row",
        ("site", "nation", "from", "until", "weeks", "people"),
        cells((shown[r.site], r.nation, day(a), day(b), f"{n:,}", f"{r.people:,}") for r, a, b, n in rows),
        frozenset({"weeks", "people"}),
        "people: support included. until: first day after.",
        "Nobody is at any site.",
    )


def departure_sheets(account: Account, mark: Marker) -> list[Sheet]:
    """Return the releasing nations by week, all departures, and who counts for which need elsewhere."""
    tables = account.tables
    releasing = merged(tables.releasing, lambda r: r.nation, lambda r: (r.in_theatre, r.left), lambda r: r.week)
    departures = (
        (
            day(row.week),
            row.nation,
            mark.name("contingents", row.contingent),
            f"{row.heads:,}",
            row.site,
            "; ".join(f"{need.heads:,} to {need.name} from {day(need.from_)}" for need in row.then) or NONE,
        )
        for row in tables.departures
    )
    return [
        Sheet(
            "releasing-table",
            "Releasing nations; weeks in which the numbers stay are one row",
            ("nation", "from", "until", "in theatre", "left so far"),
            cells((r.nation, day(a), day(b), f"{r.in_theatre:,}", f"{r.left:,}") for r, a, b, _ in releasing),
            frozenset({"in theatre", "left so far"}),
            "in theatre: at all sites, support included. left so far: without support.",
            "No nation is to be released.",
        ),
        Sheet(
            "departure-table",
            "All departures, and what those who leave go to",
            ("week of", "nation", "contingent", "people", "from site", "then"),
            cells(departures),
            frozenset({"people"}),
            "people: without support.",
            "Nobody leaves before the end.",
        ),
        Sheet(
            "onward-table",
            "Who counts for a need elsewhere",
            ("need", "nation", "contingent", "people", "from", "until"),
            cells(
                (
                    mark.name("elsewhere", row.elsewhere, row.name),
                    row.nation,
                    mark.name("contingents", row.contingent),
                    f"{row.heads:,}",
                    day(row.from_),
                    day(row.until),
                )
                for row in tables.onward
            ),
            frozenset({"people"}),
            none="Nobody counts for a need elsewhere.",
        ),
    ]


def burden_sheet(account: Account, mark: Marker) -> Sheet:
    """Return what each nation carries, with what it gives."""
    given = {row.nation: row for row in account.tables.nations}
    carried = {row.nation: row for row in account.tables.burden}
    rows = []
    for nation in dict.fromkeys([*carried, *given]):
        burden, of = carried.get(nation), given.get(nation)
        name = burden.name if burden else of.name if of else nation
        rows.append((mark.name("nations", nation, name), *_burden(burden), *_given(of)))
    numbers = ("person-weeks", "share", "fair share", "excess", "offered", "confirmed", "in place", "most", "at end")
    return Sheet(
        "burden-table",
        "What each nation carries and gives",
        ("nation", *numbers),
        cells(rows),
        frozenset(numbers),
        "person-weeks, most, at end: in theatre in this plan, support included. share, fair share: of all nations "
        "compared. excess: person-weeks above the fair share. offered, confirmed, in place: people of one set.",
        "No nation gives anybody.",
    )


def _burden(row: BurdenRow | None) -> tuple[str, ...]:
    if row is None:
        return "0", NONE, "not compared", NONE
    return (
        f"{row.person_weeks:,}",
        NONE if row.share is None else percent(row.share),
        "not compared" if row.fair_share is None else percent(row.fair_share),
        NONE if row.excess is None else plus_minus(round(row.excess)),
    )


def _given(row: NationRow | None) -> tuple[str, ...]:
    counts = (0,) * 5 if row is None else (row.offered, row.confirmed, row.in_place, row.peak, row.at_end)
    return tuple(f"{count:,}" for count in counts)


def _count(count: int | None) -> str:
    return NONE if count is None else f"{count:,}"
