"""The only room that knows formats: folders of TOML and CSV files."""

from contingent.files.folder import read_mission, write_mission
from contingent.files.plan_folder import read_plan, write_plan
from contingent.files.reading import PlanReading, Reading

__all__ = ["PlanReading", "Reading", "read_mission", "read_plan", "write_mission", "write_plan"]
