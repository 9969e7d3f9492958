"""All that an output shows, whatever its format: the mission, its plan, the verdict, and the tables computed once."""

from dataclasses import dataclass

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.verdict import Verdict
from contingent.report.answers import NONE_ASKED, Answers
from contingent.report.tables import Tables, tabulate
from contingent.verify import verify


@dataclass(frozen=True, slots=True)
class Account:
    """A plan as one reader may see it."""

    mission: Mission
    plan: Plan
    verdict: Verdict | None
    """What the verifier found when this was made; None in a nation's view, which is not a whole plan."""
    tables: Tables
    viewer: str | None = None
    """Nation whose view it is; None: the planner's own, with everything."""
    answers: Answers = NONE_ASKED
    """What was asked about the plan; blank unless an answer is to be shown beside it."""


def account_of(mission: Mission, plan: Plan) -> Account:
    """Return the planner's account of a plan, verified anew.

    The plan may be unlawful, but may name only what the mission has.
    """
    return Account(mission, plan, verify(mission, plan), tabulate(mission, plan))
