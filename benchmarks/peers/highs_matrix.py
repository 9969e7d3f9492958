"""HiGHS on our matrix, goal by goal, with its own defaults."""

import time
from math import isfinite

import highspy
import numpy as np
from peers._in_order import SHARES, Solution, Told, Watch, matrix_plan

from contingent.core.errors import EngineError
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.formulation import Formulation
from contingent.formulation.program import Objective, Program
from contingent.solve.highs import pass_program

VERSION = f"HiGHS {highspy.Highs().version()}"
SETTINGS = {"threads": "as many as workers", "mip_rel_gap": "0", "goals": SHARES, "others": "default"}
NEEDS_MATRIX = True

_KINDS = highspy.cb.HighsCallbackType


class _Highs:
    """A matrix inside HiGHS."""

    def __init__(self, program: Program, workers: int) -> None:
        self.columns = program.matrix.shape[1]
        self.highs = highspy.Highs()
        self.watch: Watch | None = None
        for option, value in {"output_flag": False, "threads": workers, "mip_rel_gap": 0.0}.items():
            self.highs.setOptionValue(option, value)
        pass_program(self.highs, program)
        self.highs.setCallback(self._on_callback, None)
        for kind in (_KINDS.kCallbackMipImprovingSolution, _KINDS.kCallbackMipInterrupt):
            self.highs.startCallback(kind)

    def minimise(self, objective: Objective, watch: Watch, start: Solution | None) -> None:
        """Minimise one objective."""
        costs = np.zeros(self.columns)
        costs[objective.column] = objective.cost
        self.highs.changeColsCost(self.columns, np.arange(self.columns, dtype=np.int32), costs)
        self.highs.changeObjectiveOffset(float(objective.offset))
        self.highs.setOptionValue("time_limit", watch.left())
        if start is not None:
            known = highspy.HighsSolution()
            known.col_value = start.astype(float).tolist()
            self.highs.setSolution(known)
        self.watch = watch
        if self.highs.run() == highspy.HighsStatus.kError:
            raise EngineError("HiGHS refused to run")
        info = self.highs.getInfo()
        if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            watch.found(self.highs.getSolution().col_value)
        if isfinite(info.mip_dual_bound):
            watch.proved(info.mip_dual_bound)

    def cap(self, objective: Objective, most: int) -> None:
        """Post the objective as a row."""
        high, cost = float(most - objective.offset), objective.cost.astype(float)
        self.highs.addRow(-highspy.kHighsInf, high, len(cost), objective.column.astype(np.int32), cost)

    def _on_callback(self, kind: object, _message: str, out: object, into: object, _data: object) -> None:
        if kind == _KINDS.kCallbackMipImprovingSolution:
            self.watch.found(out.mip_solution)
        elif isfinite(out.mip_dual_bound):
            self.watch.proved(out.mip_dual_bound)
        if self.watch.is_over():
            into.user_interrupt = True


def run(made: Formulation | None, _mission: Mission, seconds: float, workers: int, told: Told) -> Plan | None:
    """Plan with HiGHS."""
    end = time.monotonic() + seconds
    return matrix_plan(_Highs(made.program, workers), made, end, told)
