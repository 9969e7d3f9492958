"""Sentences that every export has to say."""

from contingent.domain.mission import Mission
from contingent.report.account import Account
from contingent.report.releasable import notice

__all__ = ["ENDS", "Names", "counted", "notice", "stamp"]

ENDS = "Intervals hold their first day and not their last: people are there from `from` on, and no longer on `until`."


def stamp(account: Account) -> str:
    """Return what the verifier found."""
    if account.verdict is None:
        return "not shown"
    if account.verdict.is_lawful:
        return "lawful: verified against every rule"
    found = len(account.verdict.violations)
    return f"UNLAWFUL: {found} {'violation' if found == 1 else 'violations'}"


class Names:
    """How the rows of a mission are called in print."""

    def __init__(self, mission: Mission) -> None:
        self.site = {row.id: row.name for row in mission.sites}
        self.activity = {row.id: row.name for row in mission.activities}
        self.contingent = {row.id: row.name for row in mission.contingents}
        self.command = {row.id: row.name for row in mission.commands}
        self.nation = {row.code: row.name for row in mission.nations}
        self.skill = {row.id: row.name for row in mission.skills}
        self.elsewhere = {row.id: row.name for row in mission.elsewhere}
        self.nation_of = {row.id: row.nation for row in mission.contingents}


def counted(heads: int) -> str:
    """Return a number of people in words."""
    return f"{heads:,} {'person' if heads == 1 else 'people'}"
