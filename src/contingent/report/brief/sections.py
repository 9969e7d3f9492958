"""The sections of a brief after its first page: people, handovers, who goes home, what is empty, what binds."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from contingent.core.counted import counted
from contingent.domain.vocabulary import Confidence
from contingent.report.account import Account
from contingent.report.brief.drawings import Gallery
from contingent.report.brief.layout import (
    NONE,
    Block,
    Column,
    Room,
    Section,
    Table,
    cut,
    joined,
    numbers,
    rest,
    rows,
)
from contingent.report.brief.marks import Marks
from contingent.report.charts.registry import sentence
from contingent.report.departures import DepartureRow
from contingent.report.page.made import limits_of_proof
from contingent.report.pledges import Review
from contingent.report.wording import day, listed

_REVIEW = {Review.STALE: "▼ stale", Review.DUE: "▽ due", Review.NONE: NONE}


def sections(account: Account, room: Room, gallery: Gallery) -> tuple[Section, ...]:
    """Return all sections, in order: five slides, or what runs over pages of A4."""
    return (
        people(account, room, gallery),
        handovers(account, room, gallery),
        home(account, room, gallery),
        uncovered(account, room),
        sureness(account, room),
        *(annex(account, gallery) if room.annex and not room.is_slides else ()),
    )


def people(account: Account, room: Room, gallery: Gallery) -> Section:
    """Return the headcount against the ceiling, and on A4 who gives the people."""
    blocks: tuple[Block, ...] = gallery.chart("headcount")
    if not room.is_slides or not blocks:
        blocks += tuple(_nations(account, room))
    return Section("People in theatre", sentence("headcount", account), blocks)


def handovers(account: Account, room: Room, gallery: Gallery) -> Section:
    """Return which activity changes command when, and on slides where people are in the last week."""
    mark, tables = Marks(account), account.tables
    priority = {activity.id: activity.priority for activity in account.mission.activities}
    made = [row for row in tables.handovers if row.week is not None]
    foremost = sorted(tables.handovers, key=lambda row: (row.week is not None, -priority[row.activity]))[: room.rows]
    shown = [row for row in tables.handovers if row in foremost]
    table = Table(
        "Handovers by date",
        (Column("first day"), Column("activity", is_wide=True), Column("from"), Column("to"), Column("latest")),
        rows(
            [
                (
                    "not in this plan" if row.week is None else day(row.week),
                    room.cut(row.name) + mark.activity(row.activity),
                    row.from_command,
                    row.to_command,
                    "any" if row.latest is None else day(row.latest),
                )
                for row in shown
            ]
        ),
        joined(
            _commands(account, [command for row in shown for command in (row.from_command, row.to_command)]),
            rest(len(shown), len(tables.handovers), "; shown: those not made, and those of highest priority"),
        ),
    )
    lead = f"{len(made):,} of {counted(len(tables.handovers), 'handover')} made." if tables.handovers else ""
    where: tuple[Block, ...] = gallery.last_week() or (sentence("map", account),)
    blocks: list[Block] = [table if shown else "No activity is to change command."]
    if room.is_slides or not (room.annex and gallery.annexed("gantt")):
        blocks.append("Who holds what, week by week: in the report page.")
    return Section("Handovers", lead, tuple(blocks), aside=where if room.is_slides else ())


def _commands(account: Account, shown: list[str]) -> str:
    """Return the names of a few commands."""
    names = {command.id: command.name for command in account.mission.commands}
    known = [f"{id_}: {cut(names[id_], 60)}" for id_ in dict.fromkeys(shown) if id_ in names][:4]
    return f"{'; '.join(known)}." if known else ""


def home(account: Account, room: Room, gallery: Gallery) -> Section:
    """Return who may go home, when, and for what."""
    lead = sentence("departures", account)
    tables = (*_onward(account, room), *_departures(account, room))
    if room.is_slides:
        return Section("Who may go home, and what for", lead, tables[:1], aside=tables[1:])
    picture = gallery.chart("departures") if account.tables.releasing else ()
    return Section("Who may go home, and what for", lead, (*picture, *tables))


def uncovered(account: Account, room: Room) -> Section:
    """Return what stays empty, by activity, and what binds."""
    blocks: tuple[Block, ...] = tuple(_empty(account, room))
    binding: tuple[Block, ...] = tuple(_binding(account, room))
    return Section("What stays uncovered, and what binds", sentence("coverage", account), blocks, aside=binding)


def sureness(account: Account, room: Room) -> Section:
    """Return the pledges to be renewed, what is made up, and how far the proof goes."""
    said: list[Block] = [] if account.viewer is not None else [limits_of_proof(account)]
    said.append(_made_up(account))
    return Section("How sure this is", _reviews(account), (*_pledges(account, room),), aside=(*said,))


def annex(account: Account, gallery: Gallery) -> Iterator[Section]:
    """Yield pictures that need a page in landscape: activities week by week, and the sites."""
    for title, name, found in (
        ("Who holds what", "gantt", gallery.annexed("gantt")),
        ("Coverage, week by week", "coverage", gallery.annexed("coverage")),
        ("Who is where", "map", gallery.maps()),
    ):
        if found:
            yield Section(title, sentence(name, account), found, is_flipped=True)


def _nations(account: Account, room: Room) -> Iterator[Table]:
    nations = account.tables.nations
    shown = nations[: room.rows]
    names = ("offered", "confirmed", "in place", "most", "at end", "person-weeks")
    if shown:
        yield Table(
            "Who gives the people",
            (Column("nation", is_wide=True), *numbers(*names)),
            rows(
                [
                    (
                        room.cut(row.name),
                        *(f"{n:,}" for n in (row.offered, row.confirmed, row.in_place)),
                        *(f"{n:,}" for n in (row.peak, row.at_end, row.person_weeks)),
                    )
                    for row in shown
                ]
            ),
            joined(
                "Most, at end, person-weeks: in this plan, with support; the others: one set, without.",
                rest(len(shown), len(nations)),
            ),
        )


@dataclass(slots=True)
class _Need:
    """What is done for a need elsewhere."""

    name: str
    nations: dict[str, None]
    weeks: Counter[int]


def _onward(account: Account, room: Room) -> Iterator[Block]:
    """Yield the needs elsewhere that are met, by person-weeks."""
    mark, start = Marks(account), account.mission.start
    needs: dict[str, _Need] = {}
    for row in account.tables.onward:
        need = needs.setdefault(row.elsewhere, _Need(row.name, {}, Counter()))
        need.nations[row.nation] = None
        for week in range((row.from_ - start).days // 7, (row.until - start).days // 7):
            need.weeks[week] += row.heads
    foremost = sorted(needs.items(), key=lambda item: -item[1].weeks.total())
    shown = foremost[: room.rows]
    unmet = len(account.mission.elsewhere) - len(needs)
    if not account.mission.elsewhere:
        yield "Nobody is needed elsewhere."
        return
    yield Table(
        "What those who left are there for",
        (
            Column("need elsewhere", is_wide=True),
            Column("nations"),
            *numbers("most", "person-weeks"),
            Column("first day"),
        ),
        rows(
            [
                (
                    f"{room.cut(need.name)} ({id_})" + mark.row("elsewhere", id_),
                    room.cut(listed([*need.nations])),
                    f"{max(need.weeks.values()):,}",
                    f"{need.weeks.total():,}",
                    day(account.mission.calendar.monday(min(need.weeks))),
                )
                for id_, need in shown
            ]
        ),
        joined(
            f"{counted(unmet, 'need')} elsewhere not met at all." if unmet else "",
            rest(len(shown), len(foremost)),
        ),
    )


def _departures(account: Account, room: Room) -> Iterator[Block]:
    """Yield the largest departures: of the releasing nations, if there are any."""
    mark, releasing = Marks(account), set(account.mission.planning.release)
    leaving = [row for row in account.tables.departures if not releasing or row.nation in releasing]
    foremost = sorted(leaving, key=lambda row: (-row.heads, row.week, row.contingent, row.site))[: room.rows]
    shown = sorted(foremost, key=lambda row: (row.week, row.contingent, row.site))
    whose = f" of {listed(sorted(releasing))}" if releasing else ""
    if not shown:
        yield f"Nobody{whose} leaves before the end."
        return
    heads = sum(row.heads for row in leaving)
    names = {contingent.id: contingent.name for contingent in account.mission.contingents}
    said = rest(len(shown), len(leaving), f"; shown: {sum(row.heads for row in shown):,} of {heads:,} people")
    yield Table(
        f"Departures{whose}, the largest" if said else f"Departures{whose}",
        (
            Column("gone from"),
            Column("contingent", is_wide=True),
            *numbers("people"),
            Column("counts for", is_wide=True),
        ),
        rows(
            [
                (
                    day(row.week),
                    _leaver(row, names, room) + mark.contingent(row.contingent),
                    f"{row.heads:,}",
                    _then(row, room),
                )
                for row in shown
            ]
        ),
        joined("People: without support.", said),
    )


def _leaver(row: DepartureRow, names: dict[str, str], room: Room) -> str:
    return f"{row.nation}: {cut(names[row.contingent], room.letters * 2 // 3)} ({row.site})"


def _then(row: DepartureRow, room: Room) -> str:
    return room.cut("; ".join(f"{need.heads:,} {need.need} from {day(need.from_)}" for need in row.then)) or NONE


@dataclass(slots=True)
class _Lack:
    """Empty posts of one activity."""

    activity: str
    name: str
    empty: int = 0
    essential: int = 0
    required: int = 0
    weeks: int = 0
    most: int = 0


def _empty(account: Account, room: Room) -> Iterator[Block]:
    """Yield the activities with empty posts: those with essential ones first, then by post-weeks."""
    mark = Marks(account)
    lacks: dict[str, _Lack] = {}
    for row in account.tables.cover:
        lack = lacks.setdefault(row.activity, _Lack(row.activity, row.name))
        lack.required += row.required
        lack.empty += row.missing
        lack.essential += row.essential_missing
        lack.weeks += row.missing > 0
        lack.most = max(lack.most, row.missing)
    short = sorted((lack for lack in lacks.values() if lack.empty), key=lambda lack: (-lack.essential, -lack.empty))
    shown = short[: room.rows]
    if not short:
        return  # the sentence above says so
    yield Table(
        "Empty posts by activity, those that may stop it first",
        (Column("activity", is_wide=True), *numbers("empty", "of", "essential", "weeks", "most")),
        rows(
            [
                (
                    room.cut(lack.name) + mark.activity(lack.activity),
                    *(f"{n:,}" for n in (lack.empty, lack.required, lack.essential, lack.weeks, lack.most)),
                )
                for lack in shown
            ]
        ),
        joined(
            "Empty, of, essential: post-weeks. Weeks: with any empty post. Most: posts empty in one week.",
            rest(len(shown), len(short)),
        ),
    )


def _binding(account: Account, room: Room) -> Iterator[Block]:
    """Yield the limits and refusals that bind, the longest first."""
    mark, found = Marks(account), account.tables.binding
    if not found:
        yield "Nothing binds: no limit is reached, and no refusal stands between people and empty posts."
        return
    shown = sorted(found, key=lambda row: -row.weeks)[: room.rows]
    yield Table(
        "What binds, the longest first",
        (Column("limit or refusal", is_wide=True), *numbers("allowed", "used", "weeks"), Column("first")),
        rows(
            [
                (
                    cut(row.limit, room.letters * 2) + mark.row(row.table, row.row_id),
                    "refused" if row.most is None else f"{row.most:,}",
                    f"{row.used:,}",
                    f"{row.weeks:,}",
                    NONE if row.first is None else day(row.first),
                )
                for row in shown
            ]
        ),
        joined(
            "Used: most in a week; of a refusal, posts empty while it stands in the way.",
            rest(len(shown), len(found)),
        ),
    )


def _reviews(account: Account) -> str:
    stale, due = (sum(row.review is review for row in account.tables.pledges) for review in (Review.STALE, Review.DUE))
    return (
        f"Of {counted(len(account.tables.pledges), 'pledge')}, {stale:,} {'is' if stale == 1 else 'are'} stale and "
        f"{due:,} {'falls' if due == 1 else 'fall'} due for review before the people leave."
    )


def _pledges(account: Account, room: Room) -> Iterator[Block]:
    """Yield the pledges to be renewed: the stale first, then those of most people."""
    mark = Marks(account)
    found = [row for row in account.tables.pledges if row.review is not Review.NONE]
    if not found:
        return
    foremost = sorted(found, key=lambda row: (row.review is not Review.STALE, -row.person_weeks, row.contingent))
    shown = foremost[: room.rows]
    yield Table(
        "Pledges to be renewed, the stale first, then by what the plan makes of them",
        (
            Column("contingent", is_wide=True),
            Column("nation"),
            *numbers("people", "person-weeks"),
            Column("renew by"),
            Column("review"),
        ),
        rows(
            [
                (
                    room.cut(row.name) + mark.contingent(row.contingent),
                    row.nation,
                    f"{row.people:,}",
                    f"{row.person_weeks:,}",
                    NONE if row.review_by is None else day(row.review_by),
                    _REVIEW[row.review],
                )
                for row in shown
            ]
        ),
        rest(len(shown), len(found)),
    )


def _made_up(account: Account) -> str:
    """Say what is illustrative, and what is sourced."""
    facts, made_up = account.tables.facts, Counter[str]()
    for table, _ in account.tables.illustrative:
        made_up[table] += 1
    sourced = sum(bool(row.source_ids) for row in facts)
    told = defaultdict[Confidence | None, int](int)
    for row in facts:
        told[row.confidence] += 1
    if not facts:
        return "No row of the mission says how sure it is, or where it comes from."
    kinds = [f"{told[kind]:,} {kind.value}" for kind in Confidence if told[kind]]
    said = f"{sourced:,} rows of the mission name a source."
    if kinds:
        said = f"Of the mission's rows that say how sure they are: {listed(kinds)}; {sourced:,} name a source."
    order = sorted(made_up.items(), key=lambda item: (-item[1], item[0]))
    where = listed([f"{table} ({count:,})" for table, count in order[:6]])
    more = f" and {counted(len(order) - 6, 'other table')}" if len(order) > 6 else ""
    return joined(said, f"Illustrative rows are in {where}{more}." if order else "")
