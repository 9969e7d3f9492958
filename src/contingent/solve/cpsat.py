"""CP-SAT of OR-Tools: the second engine, on the same program (Perron and Didier 2023, doi:10.4230/LIPIcs.CP.2023.3)."""

from math import ceil

import numpy as np
from ortools.sat.python import cp_model

from contingent.formulation.program import Objective, Program
from contingent.solve.answer import Answer, Listener, Solution, Status, value_at
from contingent.solve.limits import Limits

_INFINITE = cp_model.INT_MAX
_STATUS = {
    cp_model.OPTIMAL: Status.OPTIMAL,
    cp_model.FEASIBLE: Status.FEASIBLE,
    cp_model.INFEASIBLE: Status.INFEASIBLE,
    cp_model.UNKNOWN: Status.UNKNOWN,
}


class CpSat:
    """A program inside CP-SAT."""

    def __init__(self, program: Program, limits: Limits) -> None:
        self.program, self.limits = program, limits
        self.model = cp_model.CpModel()
        bounds = zip(program.lower.astype(np.int64).tolist(), program.upper.astype(np.int64).tolist(), strict=True)
        self.columns = [self.model.new_int_var(low, high, "") for low, high in bounds]
        matrix = program.matrix
        for row in range(matrix.shape[0]):
            span = slice(matrix.indptr[row], matrix.indptr[row + 1])
            self._add(matrix.indices[span], matrix.data[span], program.low[row], program.high[row])

    def minimise(
        self, objective: Objective, seconds: float, tolerance: int, start: Solution | None, listen: Listener
    ) -> Answer:
        """Minimise one objective; see ``Engine``."""
        chosen = [self.columns[c] for c in objective.column]
        self.model.minimize(cp_model.LinearExpr.weighted_sum(chosen, objective.cost.tolist()) + objective.offset)
        self.model.clear_hints()  # type: ignore[no-untyped-call] # the library gives it no types
        if start is not None:
            for column, value in zip(self.columns, start.tolist(), strict=True):
                self.model.add_hint(column, value)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self.limits.workers
        solver.parameters.random_seed = self.limits.seed
        solver.parameters.max_time_in_seconds = max(seconds, 0.05)
        solver.parameters.absolute_gap_limit = float(tolerance)
        solver.parameters.relative_gap_limit = 0.0
        told = _Told(solver, listen)
        solver.best_bound_callback = told.on_bound
        status = _STATUS.get(solver.solve(self.model, told), Status.UNKNOWN)
        if status is Status.INFEASIBLE:
            return Answer(status, None, None, None)
        bound = ceil(solver.best_objective_bound - 1e-6)
        if status is Status.UNKNOWN:
            return Answer(status, None, None, bound)
        solution = np.array([solver.value(c) for c in self.columns], dtype=np.int64)
        value = value_at(objective, solution)
        bound = min(bound, value)
        return Answer(Status.OPTIMAL if bound == value else Status.FEASIBLE, solution, value, bound)

    def cap(self, objective: Objective, most: int) -> None:
        """Keep the objective at most at a value in all later runs."""
        self._add(objective.column, objective.cost, -np.inf, most - objective.offset)

    def _add(self, index: np.ndarray, value: np.ndarray, low: float, high: float) -> None:
        terms = cp_model.LinearExpr.weighted_sum([self.columns[c] for c in index], [int(v) for v in value])
        domain = cp_model.Domain(
            -_INFINITE if np.isneginf(low) else int(low), _INFINITE if np.isposinf(high) else int(high)
        )
        self.model.add_linear_expression_in_domain(terms, domain)


class _Told(cp_model.CpSolverSolutionCallback):
    """Passes progress on, and the wish to stop back."""

    def __init__(self, solver: cp_model.CpSolver, listen: Listener) -> None:
        super().__init__()
        self.solver, self.listen = solver, listen
        self.best: float | None = None

    def on_solution_callback(self) -> None:
        """Report a new best solution."""
        self.best = self.objective_value
        if self.listen(self.best, self.best_objective_bound):
            self.stop_search()

    def on_bound(self, bound: float) -> None:
        """Report a new bound."""
        if self.listen(self.best, bound):
            self.solver.stop_search()
