"""An outline as MSPDI, in the order of elements that its schema asks.

Days are of seven a week and eight hours, 8:00 to 17:00 with an hour's break: so a task that holds from one Monday to
before another begins on the first at 8:00, and is finished on the Sunday before the second at 17:00, as a reader
expects. All tasks are scheduled by hand, with every date and duration said twice (`Manual...`), so that nothing is
moved or guessed (`1 day?`) when the file is opened.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from xml.sax.saxutils import escape

from contingent.export.msproject.outline import Duty, Outline, Resource, Task
from contingent.export.text import one_line, printable
from contingent.export.words import Names, notice, stamp
from contingent.report.account import Account

HOURS: Final = 8
"""Working hours of a day. [h]"""

MAX_NAME: Final = 255
"""Most letters that Project takes in a name. [character]"""

NOBODY: Final = -65535
"""What Project calls the resource of a task to which nobody is assigned."""

FIELDS: Final = {
    "Kind": ("Text1", 188743731),
    "Nation": ("Text2", 188743734),
    "Contingent": ("Text3", 188743737),
    "Site": ("Text4", 188743740),
    "Command": ("Text5", 188743743),
    "Skill": ("Text6", 188743746),
    "Figures": ("Text7", 188743747),
    "People": ("Number1", 188743767),
}
"""Columns of ours in the columns that Project lets users name: name -> (field, its number)."""

DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Line:
    """A task in its place."""

    number: int
    place: str
    """Outline number, such as `1.4.2`."""
    level: int
    task: Task


def project_xml(account: Account, outline: Outline) -> bytes:
    """Return the file."""
    lines = [*_numbered(outline.tasks)]
    numbers = {(r.contingent, r.duty): number for number, r in enumerate(outline.resources, start=1)}
    start = min((line.task.first for line in lines), default=account.mission.start)
    end = max((line.task.end for line in lines), default=start)
    whole = Task("plan", account.mission.title, start, end, under=outline.tasks)
    text = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        '<Project xmlns="http://schemas.microsoft.com/project">',
        *_head(account, whole),
        "<ExtendedAttributes>",
        *(_field(number, name, alias) for alias, (name, number) in FIELDS.items()),
        "</ExtendedAttributes>",
        "<Calendars>",
        *_calendars(outline.resources),
        "</Calendars>",
        "<Tasks>",
        _task(_Line(0, "0", 0, whole)),
        *(_task(line) for line in lines),
        "</Tasks>",
        "<Resources>",
        *_resources(outline.resources, Names(account.mission)),
        "</Resources>",
        "<Assignments>",
        *_assignments(lines, numbers),
        "</Assignments>",
        "</Project>",
    ]
    return ("\n".join(text) + "\n").encode()


def _numbered(tasks: Iterable[Task]) -> Iterator[_Line]:
    """Yield all tasks, each before those under it."""
    number = 0

    def walk(under: Iterable[Task], place: str, level: int) -> Iterator[_Line]:
        nonlocal number
        for rank, task in enumerate(under, start=1):
            number += 1
            here = f"{place}{rank}"
            yield _Line(number, here, level, task)
            yield from walk(task.under, f"{here}.", level + 1)

    return walk(tasks, "", 1)


def _head(account: Account, whole: Task) -> Iterator[str]:
    about = (account.mission.marking, notice(account), f"Verdict: {stamp(account)}.")
    yield "<SaveVersion>14</SaveVersion>"
    yield _element("Name", f"{account.mission.id}.xml")
    yield _element("Title", _name(account.mission.title))
    yield _element("Subject", _name(" ".join(filter(None, about))))
    yield "<ScheduleFromStart>1</ScheduleFromStart>"
    yield _element("StartDate", _begins(whole))
    yield _element("FinishDate", _finishes(whole))
    yield "<FYStartDate>1</FYStartDate><CriticalSlackLimit>0</CriticalSlackLimit>"
    yield "<CurrencyDigits>2</CurrencyDigits><CurrencySymbolPosition>0</CurrencySymbolPosition>"
    yield "<CalendarUID>1</CalendarUID>"
    yield "<DefaultStartTime>08:00:00</DefaultStartTime><DefaultFinishTime>17:00:00</DefaultFinishTime>"
    yield f"<MinutesPerDay>{HOURS * 60}</MinutesPerDay><MinutesPerWeek>{HOURS * 60 * 7}</MinutesPerWeek>"
    yield "<DaysPerMonth>30</DaysPerMonth><DefaultTaskType>1</DefaultTaskType>"
    yield "<DefaultFixedCostAccrual>3</DefaultFixedCostAccrual>"
    yield "<DurationFormat>7</DurationFormat><WorkFormat>2</WorkFormat><HonorConstraints>0</HonorConstraints>"
    yield "<NewTasksEffortDriven>0</NewTasksEffortDriven><NewTasksEstimated>0</NewTasksEstimated>"
    yield "<SplitsInProgressTasks>0</SplitsInProgressTasks><WeekStartDay>1</WeekStartDay>"
    yield _element("CurrentDate", f"{account.mission.start}T08:00:00")
    yield "<Autolink>0</Autolink><NewTaskStartDate>0</NewTaskStartDate><NewTasksAreManual>1</NewTasksAreManual>"


def _field(number: int, name: str, alias: str) -> str:
    return (
        f"<ExtendedAttribute><FieldID>{number}</FieldID><FieldName>{name}</FieldName>"
        f"<Alias>{alias}</Alias></ExtendedAttribute>"
    )


def _calendars(resources: Iterable[Resource]) -> Iterator[str]:
    times = "".join(
        f"<WorkingTime><FromTime>{begin}:00:00</FromTime><ToTime>{end}:00:00</ToTime></WorkingTime>"
        for begin, end in (("08", "12"), ("13", "17"))
    )
    days = "".join(
        f"<WeekDay><DayType>{day}</DayType><DayWorking>1</DayWorking><WorkingTimes>{times}</WorkingTimes></WeekDay>"
        for day in range(1, 8)
    )
    yield (
        "<Calendar><UID>1</UID><Name>Seven days a week</Name><IsBaseCalendar>1</IsBaseCalendar>"
        f"<IsBaselineCalendar>0</IsBaselineCalendar><BaseCalendarUID>-1</BaseCalendarUID><WeekDays>{days}</WeekDays>"
        "</Calendar>"
    )
    for number, resource in enumerate(resources, start=1):
        yield (
            f"<Calendar><UID>{number + 1}</UID><Name>{_called(resource)}</Name><IsBaseCalendar>0</IsBaseCalendar>"
            "<IsBaselineCalendar>0</IsBaselineCalendar><BaseCalendarUID>1</BaseCalendarUID></Calendar>"
        )


def _task(line: _Line) -> str:
    task = line.task
    begins, finishes, lasts = _begins(task), _finishes(task), _duration(task)
    holds = bool(task.under) or line.level == 0
    deadline = "" if task.deadline is None else f"<Deadline>{task.deadline}T17:00:00</Deadline>"
    notes = _element("Notes", printable(task.notes)) if task.notes else ""
    work = _hours(_days(task) * task.heads if task.who else 0)
    return (
        f"<Task><UID>{line.number}</UID><ID>{line.number}</ID>{_element('Name', _name(task.name))}"
        f"<Active>1</Active><Manual>{int(not holds)}</Manual><Type>1</Type><IsNull>0</IsNull>"
        f"<WBS>{line.place}</WBS><OutlineNumber>{line.place}</OutlineNumber><OutlineLevel>{line.level}</OutlineLevel>"
        f"<Priority>500</Priority><Start>{begins}</Start><Finish>{finishes}</Finish><Duration>{lasts}</Duration>"
        f"<ManualStart>{begins}</ManualStart><ManualFinish>{finishes}</ManualFinish>"
        f"<ManualDuration>{lasts}</ManualDuration><DurationFormat>7</DurationFormat>"
        f"{'' if holds else f'<Work>{work}</Work>'}"
        "<ResumeValid>0</ResumeValid><EffortDriven>0</EffortDriven><Recurring>0</Recurring>"
        "<OverAllocated>0</OverAllocated><Estimated>0</Estimated>"
        f"<Milestone>{int(task.is_milestone and not holds)}</Milestone><Summary>{int(holds)}</Summary>"
        "<Critical>0</Critical><IsSubproject>0</IsSubproject><IsSubprojectReadOnly>0</IsSubprojectReadOnly>"
        "<ExternalTask>0</ExternalTask><FixedCostAccrual>3</FixedCostAccrual><PercentComplete>0</PercentComplete>"
        f"<PercentWorkComplete>0</PercentWorkComplete><RemainingDuration>{lasts}</RemainingDuration>"
        f"<ConstraintType>0</ConstraintType><CalendarUID>-1</CalendarUID>{deadline}"
        "<LevelAssignments>0</LevelAssignments><LevelingCanSplit>0</LevelingCanSplit>"
        f"<IgnoreResourceCalendar>0</IgnoreResourceCalendar>{notes}<HideBar>0</HideBar><Rollup>0</Rollup>"
        f"<EarnedValueMethod>0</EarnedValueMethod>{''.join(_values(task))}</Task>"
    )


def _values(task: Task) -> Iterator[str]:
    values = {"Kind": task.kind, **task.fields, "People": str(task.heads) if task.heads else ""}
    for alias, (_, number) in FIELDS.items():
        if value := values.get(alias):
            yield (
                f"<ExtendedAttribute><FieldID>{number}</FieldID>{_element('Value', _name(value))}</ExtendedAttribute>"
            )


def _resources(resources: Iterable[Resource], names: Names) -> Iterator[str]:
    for number, resource in enumerate(resources, start=1):
        nation = names.nation_of[resource.contingent]
        yield (
            f"<Resource><UID>{number}</UID><ID>{number}</ID><Name>{_called(resource)}</Name><Type>1</Type>"
            f"<IsNull>0</IsNull><Initials>{nation}</Initials><Code>{resource.contingent}</Code><Group>{nation}</Group>"
            f"<MaxUnits>{max(1, resource.most)}</MaxUnits><OverAllocated>0</OverAllocated><CanLevel>0</CanLevel>"
            f"<CalendarUID>{number + 1}</CalendarUID>"
            f"{_element('Notes', printable(names.contingent[resource.contingent]))}"
            "<IsGeneric>0</IsGeneric><IsInactive>0</IsInactive><IsEnterprise>0</IsEnterprise><IsBudget>0</IsBudget>"
            "</Resource>"
        )


def _assignments(lines: Iterable[_Line], numbers: Mapping[tuple[str, Duty], int]) -> Iterator[str]:
    leaves = (line for line in lines if not line.task.under)
    for number, line in enumerate(leaves, start=1):
        task = line.task
        resource, units = (NOBODY, 1) if task.who is None else (numbers[task.who], task.heads)
        work = _hours(0 if task.who is None else _days(task) * task.heads)
        yield (
            f"<Assignment><UID>{number}</UID><TaskUID>{line.number}</TaskUID><ResourceUID>{resource}</ResourceUID>"
            f"<PercentWorkComplete>0</PercentWorkComplete><Finish>{_finishes(task)}</Finish>"
            "<HasFixedRateUnits>1</HasFixedRateUnits><FixedMaterial>0</FixedMaterial>"
            "<LevelingDelay>0</LevelingDelay><LevelingDelayFormat>7</LevelingDelayFormat>"
            f"<RemainingWork>{work}</RemainingWork><Start>{_begins(task)}</Start>"
            f"<Units>{units}</Units><Work>{work}</Work></Assignment>"
        )


def _called(resource: Resource) -> str:
    """Return a name without the signs that Project forbids in names of resources: ids have none."""
    return f"{resource.contingent} {resource.duty}"


def _days(task: Task) -> int:
    return max(0, (task.end - task.first).days)


def _duration(task: Task) -> str:
    return _hours(_days(task))


def _hours(days: int) -> str:
    return f"PT{days * HOURS}H0M0S"


def _begins(task: Task) -> str:
    return f"{task.first}T08:00:00"


def _finishes(task: Task) -> str:
    if task.end <= task.first:
        return _begins(task)
    return f"{task.end - DAY}T17:00:00"


def _name(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= MAX_NAME else f"{line[: MAX_NAME - 3]}..."


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>"
