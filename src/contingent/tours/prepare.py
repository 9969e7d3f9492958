"""Have the search compiled before the clock of a mission runs: once on a machine, about a minute; then it is kept."""

import functools
import time

import numpy as np

from contingent.generator.knobs import Knobs, Mix, Size
from contingent.generator.mission import generate_mission
from contingent.instance.compile import compile_mission
from contingent.tours.ascent import prove
from contingent.tours.dual import Dual
from contingent.tours.hunt import Hunt, guide_of
from contingent.tours.kept import is_all_compiled, note_all_compiled
from contingent.tours.plan import Effort, plan_tours
from contingent.tours.problem import problem


@functools.cache
def prepare() -> None:
    """Plan a small invented mission for no time at all, so that every function has been called once.

    Where all code is kept from an earlier run, that is left out: what is needed first is loaded first.
    """
    if is_all_compiled():
        return
    small = problem(compile_mission(generate_mission(Knobs(Size.S, 1, Mix.POSTS))))
    hunt = Hunt(small, 0, lambda _: None)
    if hunt.start():
        hunt.try_handover(1.0, time.monotonic(), lambda: True)
    dual = Dual(small)
    guide_of(dual, np.zeros(dual.layout.size))
    for goal in small.instance.mission.planning.goals:
        prove(dual, goal, {}, 0.0, lambda: False, lambda _: None)
    effort = Effort(seconds=0.0, workers=1, seed=0, slack={})
    made = plan_tours(small, effort, lambda: False, lambda *_: None)
    if made is not None:
        plan_tours(small, effort, lambda: False, lambda *_: None, made.plan)
    note_all_compiled()
