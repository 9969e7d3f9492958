"""HiGHS: the default engine (Huangfu and Hall 2018, doi:10.1007/s12532-017-0130-5)."""

from collections.abc import Callable
from math import ceil, gcd, isfinite

import highspy
import numpy as np

from contingent.core.errors import EngineError
from contingent.formulation.program import Floats, Objective, Program
from contingent.solve.answer import Answer, Listener, Solution, Status, value_at
from contingent.solve.limits import Limits
from contingent.solve.run_highs import run

_SLOW_RULES = 1 << 13 | 1 << 14 | 1 << 15
"""HiGHS's numbers of the presolve rules that make rows sparser, probe, and enumerate."""

LONG_RULES = _SLOW_RULES | 1 << 12
"""The same, and that of the rule that puts columns into each other."""

_ROUNDING = 1e-6
"""A bound this little above a whole number is that number: the engine's own tolerance."""


class Highs:
    """A program inside HiGHS."""

    def __init__(self, program: Program, limits: Limits) -> None:
        self.program = program
        self.highs = highspy.Highs()
        for option, value in {
            "output_flag": False,
            "threads": limits.workers,
            "random_seed": limits.seed,
            "mip_rel_gap": 0.0,
            "mip_feasibility_tolerance": 1e-7,
        }.items():
            self._check(self.highs.setOptionValue(option, value), option)
        self._check(pass_program(self.highs, program), "passModel")
        self._listen: Listener = _goes_on
        self.highs.setCallback(self._on_callback, None)
        for kind in (
            highspy.cb.HighsCallbackType.kCallbackMipInterrupt,
            highspy.cb.HighsCallbackType.kCallbackSimplexInterrupt,
        ):
            self.highs.startCallback(kind)

    def minimise(
        self, objective: Objective, seconds: float, tolerance: int, start: Solution | None, listen: Listener
    ) -> Answer:
        """Minimise one objective; see ``Engine``."""
        step = step_of(objective)
        self._set_costs(objective)
        # All values are multiples of the step: a gap below one step is no gap.
        self.highs.setOptionValue("mip_abs_gap", max(float(tolerance), step * (1.0 - 1e-4)))
        self.highs.setOptionValue("time_limit", max(seconds, 0.05))
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start.astype(float).tolist()
            self.highs.setSolution(solution)
        self._listen = listen
        run(self.highs)
        return self._answer(objective, step)

    def cap(self, objective: Objective, most: int) -> None:
        """Keep the objective at most at a value in all later runs."""
        high = float(most - objective.offset)
        cost = objective.cost.astype(float)
        self.highs.addRow(-highspy.kHighsInf, high, len(cost), objective.column.astype(np.int32), cost)

    def believe_in_start(self) -> None:
        """Spend no time on better solutions, nor on symmetry: the starts are good, and only bounds are wanted.

        The first relaxation is solved from within, which takes half as long as along the edges; later ones start warm.
        Parts of presolve that cost more time than they saved on the bundled missions are off.
        """
        options = {
            "mip_heuristic_effort": 0.0,
            "mip_detect_symmetry": False,
            "mip_lp_solver": "ipm",
            "presolve_rule_off": _SLOW_RULES,
        }
        for option, value in options.items():
            self._check(self.highs.setOptionValue(option, value), option)

    def presolve_lightly(self, *, aggregate: bool) -> None:
        """Spend little time on making the program smaller.

        Parameters
        ----------
        aggregate
            Put columns into each other: it makes much smaller, and takes longest of all that is left.
        """
        off = _SLOW_RULES if aggregate else LONG_RULES
        for option, value in {"mip_detect_symmetry": False, "presolve_rule_off": off}.items():
            self._check(self.highs.setOptionValue(option, value), option)

    def _answer(self, objective: Objective, step: int) -> Answer:
        status = self.highs.getModelStatus()
        kinds = highspy.HighsModelStatus
        if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
            return Answer(Status.INFEASIBLE, None, None, None)
        info = self.highs.getInfo()
        dual = info.mip_dual_bound
        bound = None
        if isfinite(dual):
            bound = objective.offset + round_up(dual - objective.offset, step)
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return Answer(Status.UNKNOWN, None, None, bound)
        values = np.array(self.highs.getSolution().col_value)
        solution = np.rint(values).astype(np.int64)
        value = value_at(objective, solution)
        bound = None if bound is None else min(bound, value)
        return Answer(Status.OPTIMAL if bound == value else Status.FEASIBLE, solution, value, bound)

    def _set_costs(self, objective: Objective) -> None:
        n = self.program.matrix.shape[1]
        costs = np.zeros(n)
        costs[objective.column] = objective.cost
        self.highs.changeColsCost(n, np.arange(n, dtype=np.int32), costs)
        self.highs.changeObjectiveOffset(float(objective.offset))

    def _on_callback(self, kind: object, message: str, out: object, into: object, data: object) -> None:  # noqa: ARG002
        best, bound = None, None
        if kind == highspy.cb.HighsCallbackType.kCallbackMipInterrupt:
            best, bound = _finite(out.mip_primal_bound), _finite(out.mip_dual_bound)  # type: ignore[attr-defined]
        if self._listen(best, bound):
            into.user_interrupt = True  # type: ignore[attr-defined]

    def _check(self, status: highspy.HighsStatus, what: str) -> None:
        if status == highspy.HighsStatus.kError:
            raise EngineError(f"HiGHS refused {what}")


def _goes_on(best: float | None, bound: float | None) -> bool:  # noqa: ARG001 - it takes what every listener takes
    return False


def pass_program(highs: highspy.Highs, program: Program, *, whole: bool = True) -> highspy.HighsStatus:
    """Give a program to HiGHS, every cost 0; arrays are passed as they are, which takes a sixth of its own records.

    Parameters
    ----------
    whole
        Columns take whole numbers; else the relaxation.
    """
    rows, columns = program.matrix.shape
    return highs.passModel(
        columns,
        rows,
        program.matrix.nnz,
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        np.zeros(columns),
        program.lower.astype(float),
        program.upper.astype(float),
        program.low.astype(float),
        program.high.astype(float),
        program.matrix.indptr.astype(np.int32),
        program.matrix.indices.astype(np.int32),
        program.matrix.data.astype(float),
        np.full(columns, int(highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous), np.int32),
    )


def step_of(objective: Objective) -> int:
    """Return the number of which every value of the objective, less its offset, is a multiple."""
    return max(1, gcd(*(abs(int(c)) for c in objective.cost))) if len(objective.cost) else 1


def round_up(value: float, step: int) -> int:
    """Round a bound up to the next value that the objective can have."""
    return step * ceil(value / step - _ROUNDING * max(1.0, abs(value) / step * 1e-3))


def _finite(value: float) -> float | None:
    return float(value) if isfinite(value) and abs(value) < highspy.kHighsInf else None


def minimise_cost(
    program: Program,
    cost: Floats,
    seconds: float,
    gap: float,
    start: Solution | None,
    stop: Callable[[], bool],
    seed: int,
) -> Solution | None:
    """Return a good solution for a cost, without proof; None: none found in time.

    Parameters
    ----------
    gap
        Stop when (best - bound) / best is at most this. [1]
    """
    highs = highspy.Highs()
    options = {
        "output_flag": False,
        "threads": 1,
        "random_seed": seed,
        "mip_rel_gap": gap,
        "time_limit": max(seconds, 0.05),
    }
    for option, value in options.items():
        highs.setOptionValue(option, value)
    pass_program(highs, program)
    n = len(cost)
    highs.changeColsCost(n, np.arange(n, dtype=np.int32), cost)
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = start.astype(float).tolist()
        highs.setSolution(solution)
    stop_when(highs, stop)
    run(highs)
    if highs.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    found: Solution = np.rint(np.array(highs.getSolution().col_value)).astype(np.int64)
    return found


def stop_when(highs: highspy.Highs, stop: Callable[[], bool]) -> None:
    """Let a run end as soon as somebody wants it to."""

    def on_callback(kind: object, message: str, out: object, into: object, data: object) -> None:  # noqa: ARG001
        if stop():
            into.user_interrupt = True  # type: ignore[attr-defined]

    highs.setCallback(on_callback, None)
    kinds = highspy.cb.HighsCallbackType
    for kind in (kinds.kCallbackMipInterrupt, kinds.kCallbackSimplexInterrupt, kinds.kCallbackIpmInterrupt):
        highs.startCallback(kind)
