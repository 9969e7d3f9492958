"""Plans to compare, written by hand: of a small mission, under courses of action with more or fewer people."""

from decimal import Decimal

from builders import (
    activity,
    billet,
    ceiling,
    contingent,
    fill,
    handover,
    in_place,
    mission,
    move,
    need,
    plan,
    rehat,
    site,
    target,
    tour,
)
from contingent.domain.plan import GoalResult, Proof
from contingent.report.account import account_of
from contingent.report.comparison.candidate import Candidate
from contingent.verify import verify


def claimed(m, p, **bounds):
    """Return a plan as an engine hands it over: with its values, its digest, and bounds; by default, the values."""
    values = verify(m, p).goals
    goals = tuple(
        GoalResult(
            goal=goal,
            value=Decimal(str(float(values[goal]))),
            bound=Decimal(str(bounds.get(goal.value, float(values[goal])))),
            scale=Decimal(100),
            proof=Proof.BOUNDED if goal.value in bounds else Proof.OPTIMAL,
        )
        for goal in m.planning.goals
    )
    return p.model_copy(update={"goals": goals, "digest": m.digest, "verdict": "lawful"})


def candidate(name, m, p):
    return Candidate(name, account_of(m, p))


def school(*more, spain=10, **planning):
    """Ten in place, to be released, and Spaniards who may relieve them; two sites, of which one is empty."""
    return mission(
        site(overlap=1),
        site("camp"),
        activity(hand_to="NEW"),
        billet(10, essential=4),
        in_place("us", "USA", 10, commands="OLD NEW"),
        contingent("es", "ESP", spain, commands="NEW", from_=2),
        ceiling(25),
        need("readiness", 4, "USA"),
        target("strength", 30, "<="),
        *more,
        weeks=12,
        **{"release": ("USA",), **planning},
    )


def relieved(m, week=4):
    """Spain arrives a week before, and the Americans leave."""
    spain = next(g.count for g in m.people if g.contingent == "es")
    return plan(
        m,
        tour("us", 10, -4, week),
        tour("es", spain, week - 1, command="NEW"),
        fill("us", 10, 0, week),
        fill("es", spain, week),
        handover(week),
    )


def stayed(m, week=6):
    """Nobody is relieved: four Americans move away, the others change command."""
    going, staying = tour("us", 4, -4, name="going"), tour("us", 6, -4, name="staying")
    return plan(
        m,
        going,
        staying,
        move(going, "camp", 3),
        rehat(staying, "NEW", week),
        fill("us", 6, 0),
        fill("us", 4, 0, 3),
        handover(week),
    )
