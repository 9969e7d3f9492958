"""CP-SAT on our matrix, goal by goal, with its own defaults; how many workers it starts is the file's to say."""

import threading
import time
from importlib.metadata import version

import numpy as np
from ortools.sat.python import cp_model
from peers._in_order import Solution, Told, Watch, matrix_plan

from contingent.domain.plan import Plan
from contingent.formulation import Formulation
from contingent.formulation.program import Objective, Program

VERSION = f"OR-Tools {version('ortools')}"
_MOST = cp_model.INT_MAX


class CpSat:
    """A matrix inside CP-SAT."""

    def __init__(self, program: Program, workers: int) -> None:
        self.workers = workers
        self.model = cp_model.CpModel()
        bounds = zip(program.lower.astype(np.int64).tolist(), program.upper.astype(np.int64).tolist(), strict=True)
        self.columns = [self.model.new_int_var(low, high, "") for low, high in bounds]
        matrix = program.matrix
        starts, places, values = matrix.indptr.tolist(), matrix.indices.tolist(), matrix.data.astype(np.int64).tolist()
        for row, (low, high) in enumerate(zip(program.low.tolist(), program.high.tolist(), strict=True)):
            span = slice(starts[row], starts[row + 1])
            self._post(places[span], values[span], low, high)

    def minimise(self, objective: Objective, watch: Watch, start: Solution | None) -> None:
        """Minimise one objective."""
        chosen = [self.columns[c] for c in objective.column.tolist()]
        self.model.minimize(cp_model.LinearExpr.weighted_sum(chosen, objective.cost.tolist()) + objective.offset)
        self.model.clear_hints()
        if start is not None:
            for column, value in zip(self.columns, start.tolist(), strict=True):
                self.model.add_hint(column, value)
        solve(self.model, self.workers, watch, lambda solver: [solver.value(c) for c in self.columns])

    def cap(self, objective: Objective, most: int) -> None:
        """Post the objective as a row."""
        self._post(objective.column.tolist(), objective.cost.tolist(), -np.inf, most - objective.offset)

    def _post(self, places: list[int], values: list[int], low: float, high: float) -> None:
        terms = cp_model.LinearExpr.weighted_sum([self.columns[c] for c in places], values)
        sides = cp_model.Domain(-_MOST if np.isneginf(low) else int(low), _MOST if np.isposinf(high) else int(high))
        self.model.add_linear_expression_in_domain(terms, sides)


def solve(model: cp_model.CpModel, workers: int, watch: Watch, read: object) -> int:
    """Run CP-SAT once under a watch; ``read`` makes values of a solver that has a solution. Return the status."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = max(0.05, watch.end - time.monotonic())

    class Listener(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            watch.found(read(self))
            if watch.is_over():
                solver.stop_search()

    def over() -> None:
        if watch.is_over():
            solver.stop_search()

    solver.best_bound_callback = watch.proved
    timer = threading.Timer(max(0.0, watch.soon - time.monotonic()) + 0.01, over)
    timer.start()
    try:
        status = solver.solve(model, Listener())
    finally:
        timer.cancel()
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN):
        watch.proved(solver.best_objective_bound)
    return status


def plan(made: Formulation, seconds: float, workers: int, told: Told) -> Plan | None:
    """Plan with CP-SAT; building its model counts."""
    end = time.monotonic() + seconds
    return matrix_plan(CpSat(made.program, workers), made, end, told)
