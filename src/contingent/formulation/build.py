"""Instance to program: every rule posts its rows, every goal its objective."""

from dataclasses import dataclass

from contingent.formulation import (
    beds,
    ceiling,
    command,
    dwell,
    enabler,
    handover,
    lift,
    mandate,
    onward,
    present_with,
    relief,
    skill,
    target,
    tour,
)
from contingent.formulation.goals import Model, objectives
from contingent.formulation.handover import Handovers
from contingent.formulation.headcount import Headcount
from contingent.formulation.itineraries import Itineraries, itineraries
from contingent.formulation.onward import Elsewhere
from contingent.formulation.places import presence
from contingent.formulation.program import Columns, Program, Rows
from contingent.formulation.supply import Supply, supply
from contingent.instance.instance import Instance


@dataclass(frozen=True, slots=True)
class Formulation:
    """The program, and what its columns mean."""

    instance: Instance
    program: Program
    journeys: Itineraries
    supply: Supply
    handovers: Handovers
    gone: Elsewhere


def formulate(inst: Instance) -> Formulation:
    """Build the program of a mission.

    Rows and columns come in whole arrays, in an order that depends on the mission only.
    """
    columns, rows = Columns(), Rows()
    columns.new(1, 0.0)  # always 0: engines refuse a program without columns
    journeys = itineraries(inst, presence(inst), columns)
    served = supply(inst, journeys, columns)
    made = handover.handovers(inst, served, columns)
    gone = onward.elsewhere(inst, journeys, columns)
    heads = Headcount(inst, journeys, columns, rows)

    tour.rows(inst, journeys, rows)
    relief.rows(inst, journeys, rows)
    dwell.rows(inst, journeys, rows)
    beds.rows(inst, heads, rows)
    mandate.rows(inst, heads, rows)
    ceiling.rows(inst, heads, rows)
    lift.rows(inst, journeys, rows)
    skill.rows(inst, journeys, served, rows)
    command.rows(inst, made, served, rows)
    handover.rows(inst, made, served, rows)
    enabler.rows(inst, served, columns, rows)
    present_with.rows(inst, heads, columns, rows)
    onward.rows(inst, journeys, gone, columns, rows)
    missed = target.rows(inst, heads, made, served, columns, rows)

    goals = objectives(Model(inst, heads, served, made, gone, missed, columns, rows))
    program = Program.of(rows, *columns.bounds(), goals)
    return Formulation(inst, program, journeys, served, made, gone)
