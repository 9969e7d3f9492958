"""Microsoft Project XML, read by MPXJ as Project reads it: equal dates, durations, resources and units."""

import importlib
import re
import shutil
from collections import Counter
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from builders import (
    activity,
    billet,
    contingent,
    day,
    fill,
    handover,
    in_place,
    mission,
    move,
    need,
    onward,
    plan,
    site,
    tour,
)
from contingent.export.msproject import msproject
from contingent.export.msproject.xml import FIELDS
from contingent.report.account import account_of
from export.accounts import HOSTILE, account, renamed
from export.reading import MSPDI, tree

MANUAL = ("ManualStart", "ManualFinish", "ManualDuration")
"""Elements that came after the published schema; MPXJ puts them last, Project behind the duration."""

NO_JAVA = "MPXJ needs Java (a JRE of version 11 or later, with `java` on the path or JAVA_HOME set) to run these tests."

MISSION = mission(
    site(overlap=2),
    site("far"),
    activity(hand_to="NEW", latest=8),
    billet(2),
    in_place("us", "USA", 2, rotations=1),
    contingent("es", "ESP", 2, commands="NEW", rotations=3),
    need("home"),
    weeks=12,
)
US = tour("us", 2, -4, 4, name="t1")
ROWS = (
    US,
    move(US, "far", 2),
    tour("es", 2, 2, command="NEW"),
    fill("us", 2, 0, 4),
    fill("es", 2, 4),
    handover(4),
    onward("us", 2, 5, 9, to="home"),
)
ACCOUNT = account_of(MISSION, plan(MISSION, *ROWS))


@pytest.fixture(scope="session")
def mpxj():
    """Return MPXJ's classes, in one Java machine for all tests."""
    jpype = importlib.import_module("jpype")
    importlib.import_module("mpxj")  # puts its classes where Java finds them
    if not jpype.isJVMStarted():
        try:
            jpype.startJVM(convertStrings=True)
        except (jpype.JVMNotFoundException, jpype.JVMNotSupportedException, OSError) as problem:
            pytest.fail(f"{NO_JAVA} It says: {problem}. `java` is at {shutil.which('java')}.", pytrace=False)
    from java.io import ByteArrayInputStream, ByteArrayOutputStream
    from org.mpxj.mspdi import MSPDIReader, MSPDIWriter

    return SimpleNamespace(
        read=lambda raw: MSPDIReader().read(ByteArrayInputStream(raw)),
        write=lambda project: _written(MSPDIWriter(), project, ByteArrayOutputStream()),
    )


def _written(writer, project, stream):
    writer.write(project, stream)
    return bytes(stream.toByteArray())


def when(moment):
    return datetime.fromisoformat(str(moment))


def leaves(project):
    """Return (kind, people, first day, end, work days, resource, units) of every task that holds no other."""
    found = Counter()
    for task in project.getTasks():
        if task.getSummary() or task.getText(1) in ("activity", "overlap"):
            continue
        assignments = [one for one in task.getResourceAssignments() if one.getResource() is not None]
        people = [(one.getResource().getName(), float(one.getUnits().doubleValue()) / 100) for one in assignments]
        start, finish = when(task.getStart()), when(task.getFinish())
        assert str(task.getDuration().getUnits()) == "d"
        days = float(task.getDuration().getDuration())
        found[task.getText(1), start, finish, days, tuple(people)] += 1
    return found


def expected(of):
    """Return the same, straight from the plan."""
    end = of.mission.calendar.monday(of.mission.weeks)
    found = Counter()

    def add(kind, first, until, people):
        last = max(first, until or end)
        start = datetime(first.year, first.month, first.day, 8)  # noqa: DTZ001 - Project knows no time zones
        days = (last - first).days
        finish = start + timedelta(days=days - 1, hours=9) if days else start
        found[kind, start, finish, float(days), people] += 1

    for row in of.plan.tours:
        add("tour", row.arrive, row.depart, ((f"{row.contingent} in theatre", row.heads),))
    for row in of.plan.moves:
        add("move", row.week, row.week, ((f"{row.contingent} in theatre", row.heads),))
    for row in of.plan.rehats:
        add("rehat", row.week, row.week, ((f"{row.contingent} in theatre", row.heads),))
    for row in of.plan.fills:
        add("fill", row.from_, row.until, ((f"{row.contingent} posts", row.heads),))
    for row in of.plan.handovers:
        add("handover", row.week, row.week, ())
    for row in of.plan.onward:
        add("onward", row.from_, row.until, ((f"{row.contingent} elsewhere", row.heads),))
    return found


@pytest.mark.parametrize("seeds", [range(begin, begin + 20) for begin in range(0, 100, 20)], ids=str)
def test_random_plans_are_read_back_with_equal_dates_durations_and_resources(mpxj, seeds):
    for seed in seeds:
        of = account(seed)
        assert leaves(mpxj.read(msproject(of))) == expected(of), f"seed {seed}"


def test_a_wrong_duration_would_be_seen(mpxj):
    raw = msproject(ACCOUNT)
    wrong = raw.replace(b"PT224H0M0S", b"PT216H0M0S")
    assert raw != wrong
    assert leaves(mpxj.read(wrong)) != expected(ACCOUNT)


def test_summaries_hold_what_is_under_them(mpxj):
    for task in mpxj.read(msproject(ACCOUNT)).getTasks():
        under = [*task.getChildTasks()]
        if under:
            assert when(task.getStart()) == min(when(child.getStart()) for child in under)
            assert when(task.getFinish()) == max(when(child.getFinish()) for child in under)
            assert task.getSummary()
            assert not task.getEstimated()


def test_the_outline_is_activities_contingents_needs(mpxj):
    project = mpxj.read(msproject(ACCOUNT))
    names = [(task.getOutlineLevel(), task.getName()) for task in project.getTasks()]
    assert names == [
        (0, "Test"),
        (1, "Activities"),
        (2, "train"),
        (3, "us (USA): 2 inf"),
        (3, "Overlap: es (ESP)"),
        (3, "Handover: OLD to NEW"),
        (3, "es (ESP): 2 inf"),
        (1, "Contingents"),
        (2, "us (USA)"),
        (3, "Tour: 2 people at base"),
        (3, "Move: 2 people from base to far"),
        (2, "es (ESP)"),
        (3, "Tour: 2 people at base"),
        (1, "Elsewhere"),
        (2, "home"),
        (3, "us (USA): 2 people"),
    ]


def test_a_handover_is_a_milestone_with_its_deadline_and_a_command(mpxj):
    tasks = mpxj.read(msproject(ACCOUNT)).getTasks()
    (handed,) = [task for task in tasks if task.getText(1) == "handover"]
    assert handed.getMilestone()
    assert when(handed.getStart()).date() == day(4)
    assert when(handed.getDeadline()).date() == day(8)
    assert handed.getText(int(FIELDS["Command"][0].removeprefix("Text"))) == "NEW"


def test_resources_are_as_many_as_there_can_be(mpxj):
    raw = msproject(ACCOUNT)
    assert [r.getName() for r in mpxj.read(raw).getResources() if r.getName()] == [
        *("us posts", "us in theatre", "us elsewhere"),
        *("es posts", "es in theatre"),
    ]
    most = [resource.findtext(f"{MSPDI}MaxUnits") for resource in tree(raw).iter(f"{MSPDI}Resource")]
    assert most == ["2", "2", "2", "2", "6"]


def test_all_tasks_say_all_that_project_would_otherwise_guess():
    needed = {
        "Start",
        "Finish",
        "Duration",
        "ManualStart",
        "ManualFinish",
        "ManualDuration",
        "DurationFormat",
        "Manual",
    }
    root = tree(msproject(ACCOUNT))
    tasks = [*root.iter(f"{MSPDI}Task")]
    assert all(needed <= {child.tag.removeprefix(MSPDI) for child in task} for task in tasks)
    assert {task.findtext(f"{MSPDI}Estimated") for task in tasks} == {"0"}
    assigned = {one.findtext(f"{MSPDI}TaskUID") for one in root.iter(f"{MSPDI}Assignment")}
    assert assigned == {t.findtext(f"{MSPDI}UID") for t in tasks if t.findtext(f"{MSPDI}Summary") == "0"}
    assert all(one.findtext(f"{MSPDI}ResourceUID") for one in root.iter(f"{MSPDI}Assignment"))


@pytest.mark.parametrize("tag", ["Project", "Task", "Resource", "Assignment", "Calendar"])
def test_elements_stand_in_the_order_of_the_schema_as_mpxj_writes_it(mpxj, tag):
    raw = msproject(ACCOUNT)
    theirs = tree(mpxj.write(mpxj.read(raw)))
    before = {  # pairs (first, later) as MPXJ writes them
        (a.tag, b.tag)
        for one in theirs.iter(f"{MSPDI}{tag}")
        for i, a in enumerate(one)
        for b in [*one][i + 1 :]
        if a.tag != b.tag
    }
    for one in tree(raw).iter(f"{MSPDI}{tag}"):
        tags = [child.tag for child in one if child.tag.removeprefix(MSPDI) not in MANUAL]
        assert [(a, b) for i, a in enumerate(tags) for b in tags[i + 1 :] if (b, a) in before] == []


def test_dates_set_by_hand_stand_where_project_itself_writes_them():
    for task in tree(msproject(ACCOUNT)).iter(f"{MSPDI}Task"):
        tags = [child.tag.removeprefix(MSPDI) for child in task]
        at = tags.index("Duration")
        assert tags[at : at + 5] == ["Duration", *MANUAL, "DurationFormat"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_names_cannot_break_out(text):
    root = tree(msproject(renamed(ACCOUNT, text)))
    plain = tree(msproject(ACCOUNT))
    assert [element.tag for element in root.iter()] == [element.tag for element in plain.iter()] or not text.strip()
    assert all(len(name.text or "") <= 255 for name in root.iter(f"{MSPDI}Name"))


def test_names_of_resources_have_no_sign_that_project_forbids():
    for seed in range(20):
        root = tree(msproject(account(seed)))
        names = [resource.findtext(f"{MSPDI}Name") for resource in root.iter(f"{MSPDI}Resource")]
        assert all(re.fullmatch(r"[A-Za-z0-9._-]+ [a-z ]+", name) for name in names)
        assert len(names) == len(set(names))


def test_an_empty_plan_is_a_project(mpxj):
    of = mission(weeks=3)
    project = mpxj.read(msproject(account_of(of, plan(of))))
    assert [task.getName() for task in project.getTasks()] == ["Test"]
