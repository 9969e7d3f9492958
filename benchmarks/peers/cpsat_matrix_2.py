"""CP-SAT on our matrix with 2 workers, whatever the number of cores."""

from peers._cpsat import VERSION, plan
from peers._in_order import SHARES, Told

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.formulation import Formulation

__all__ = ["NEEDS_MATRIX", "SETTINGS", "VERSION", "run"]

WORKERS = 2
SETTINGS = {"num_workers": str(WORKERS), "goals": SHARES, "hints": "the plan of the goal before", "others": "default"}
NEEDS_MATRIX = True


def run(made: Formulation | None, _mission: Mission, seconds: float, _workers: int, told: Told) -> Plan | None:
    """Plan with CP-SAT."""
    return plan(made, seconds, WORKERS, told)
