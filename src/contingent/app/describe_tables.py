"""The tables of missions and plans, described from the models: the story of ``contingent schema``."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from contingent.domain.mission import TABLES, Mission, Planning
from contingent.domain.plan import PLAN_TABLES, GoalResult, Plan
from contingent.domain.tables import Row, Sourced
