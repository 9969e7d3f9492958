"""Answers to questions about a plan that its reader asked to have beside it; what is not there was not asked.

Another question is another field here, with its section in `report.page.answers`, its sheet in
`export.workbook.answers`, and its document and table in `export.answers`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # engines come along with the types of answers, and most accounts have none
    from contingent.analysis.alternatives import Alternatives
    from contingent.analysis.asks import Asks
    from contingent.analysis.delay import Delays
    from contingent.analysis.explanation import Explanation
    from contingent.analysis.worth import Worths


@dataclass(frozen=True, slots=True)
class Answers:
    """One field a question; page and workbook show a section and a sheet for each that is there."""

    why: "tuple[Explanation, ...]" = ()
    """Why the plan does not give something."""
    alternatives: "Alternatives | None" = None
    """Plans that lose at most so much and differ as much as they can."""
    asks: "Asks | None" = None
    """Which further pledges reach an aim, and who could give them."""
    worth: "Worths | None" = None
    """What one unit more of each limit is worth."""
    delays: "Delays | None" = None
    """What is lost in each week in which a decision comes late."""


NONE_ASKED = Answers()
"""Of an account beside which nothing is to be shown."""
