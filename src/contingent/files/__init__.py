"""The only room that knows formats: folders of TOML and CSV files, and workbooks."""

from contingent.files.course import Course, CourseReading
from contingent.files.folder import write_mission
from contingent.files.overlay import apply_course, check_folder
from contingent.files.plan_folder import read_plan, write_plan
from contingent.files.reading import PlanReading, Reading
from contingent.files.source import check_source, courses, is_workbook, read_course, read_mission, read_mission_under

__all__ = [
    "Course",
    "CourseReading",
    "PlanReading",
    "Reading",
    "apply_course",
    "check_folder",
    "check_source",
    "courses",
    "is_workbook",
    "read_course",
    "read_mission",
    "read_mission_under",
    "read_plan",
    "write_mission",
    "write_plan",
]
