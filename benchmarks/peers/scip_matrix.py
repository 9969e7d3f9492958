"""SCIP on our matrix, goal by goal, with its own defaults. It reads the matrix from an MPS file, as its users do."""

import tempfile
import time
from pathlib import Path

import highspy
import pyscipopt
from peers._in_order import SHARES, Solution, Told, Watch, matrix_plan

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.formulation import Formulation
from contingent.formulation.program import Objective, Program
from contingent.solve.highs import pass_program

VERSION = f"SCIP {pyscipopt.Model().version()}, PySCIPOpt {pyscipopt.__version__}"
SETTINGS = {"threads": "1, it has no more", "matrix": "from an MPS file", "goals": SHARES, "others": "default"}
NEEDS_MATRIX = True

_EVENTS = pyscipopt.SCIP_EVENTTYPE


class _Listener(pyscipopt.Eventhdlr):
    """Hears of solutions and bounds."""

    def __init__(self, scip: "_Scip") -> None:
        self.scip = scip

    def eventinit(self) -> None:
        """Begin to listen."""
        for kind in (_EVENTS.BESTSOLFOUND, _EVENTS.NODESOLVED, _EVENTS.LPSOLVED):
            self.model.catchEvent(kind, self)

    def eventexit(self) -> None:
        """Listen no more."""
        for kind in (_EVENTS.BESTSOLFOUND, _EVENTS.NODESOLVED, _EVENTS.LPSOLVED):
            self.model.dropEvent(kind, self)

    def eventexec(self, event: object) -> None:
        """Pass on what is new."""
        self.scip.look(has_solution=event.getType() == _EVENTS.BESTSOLFOUND)


class _Scip:
    """A matrix inside SCIP."""

    def __init__(self, program: Program) -> None:
        self.model = pyscipopt.Model()
        self.model.hideOutput()
        self.watch: Watch | None = None
        with tempfile.TemporaryDirectory() as folder:
            file = str(Path(folder) / "matrix.mps")
            writer = highspy.Highs()
            writer.setOptionValue("output_flag", False)  # noqa: FBT003 - a setting's value
            pass_program(writer, program)
            writer.writeModel(file)
            self.model.readProblem(file)
        named = {v.name: v for v in self.model.getVars()}
        self.columns = [named[f"c{i}"] for i in range(program.matrix.shape[1])]
        self.model.includeEventhdlr(_Listener(self), "watch", "tells of solutions and bounds")

    def minimise(self, objective: Objective, watch: Watch, start: Solution | None) -> None:
        """Minimise one objective; without a solution at the end of its share, go on."""
        self.watch = watch
        self.model.setObjective(self._sum(objective) + objective.offset, "minimize")
        if start is not None:
            known = self.model.createSol()
            for column, value in zip(self.columns, start.tolist(), strict=True):
                if value:
                    self.model.setSolVal(known, column, value)
            self.model.addSol(known)
        self.model.setParam("limits/time", max(0.05, watch.soon - time.monotonic()))
        self.model.optimize()
        if self.model.getStatus() == "timelimit" and self.model.getNSols() == 0:
            self.model.setParam("limits/time", self.model.getSolvingTime() + max(0.05, watch.end - time.monotonic()))
            self.model.optimize()
        self.look(has_solution=self.model.getNSols() > 0)
        self.model.freeTransform()

    def cap(self, objective: Objective, most: int) -> None:
        """Post the objective as a row."""
        self.model.addCons(self._sum(objective) <= most - objective.offset)

    def look(self, *, has_solution: bool) -> None:
        """Pass on the bound, and the best solution where there is a new one."""
        if has_solution:
            best = self.model.getBestSol()
            self.watch.found([self.model.getSolVal(best, column) for column in self.columns])
        self.watch.proved(self.model.getDualbound())
        if self.watch.is_over():
            self.model.interruptSolve()

    def _sum(self, objective: Objective) -> pyscipopt.Expr:
        pairs = zip(objective.column.tolist(), objective.cost.tolist(), strict=True)
        return pyscipopt.quicksum(cost * self.columns[c] for c, cost in pairs)


def run(made: Formulation | None, _mission: Mission, seconds: float, _workers: int, told: Told) -> Plan | None:
    """Plan with SCIP; writing and reading the matrix counts."""
    end = time.monotonic() + seconds
    return matrix_plan(_Scip(made.program), made, end, told)
