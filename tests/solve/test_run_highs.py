"""Runs of HiGHS that ask for other numbers of threads, one after the other in one thread of ours."""

from builders import activity, billet, contingent, mission, site
from contingent.formulation import formulate
from contingent.instance import compile_mission
from contingent.solve.answer import Status
from contingent.solve.highs import Highs
from contingent.solve.limits import Limits


def test_the_number_of_threads_may_change_between_runs() -> None:
    made = mission(site(), activity(), billet(2), contingent("es", "ESP", 1), weeks=3)
    program = formulate(compile_mission(made)).program
    coverage = program.objectives[1]
    engines = [Highs(program, Limits(workers=workers)) for workers in (1, 2, 1)]
    for engine in (*engines, *reversed(engines)):
        answer = engine.minimise(coverage, 10.0, 0, None, lambda best, bound: False)
        assert (answer.status, answer.value) == (Status.OPTIMAL, 3)  # one post of two stays empty for three weeks
