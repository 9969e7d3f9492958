"""The only room that knows formats: folders of TOML and CSV files."""

from contingent.files.course import Course, CourseReading, courses, read_course
from contingent.files.folder import read_mission, write_mission
from contingent.files.overlay import apply_course, check_folder, read_mission_under
from contingent.files.plan_folder import read_plan, write_plan
from contingent.files.reading import PlanReading, Reading

__all__ = [
    "Course",
    "CourseReading",
    "PlanReading",
    "Reading",
    "apply_course",
    "check_folder",
    "courses",
    "read_course",
    "read_mission",
    "read_mission_under",
    "read_plan",
    "write_mission",
    "write_plan",
]
