"""Microsoft Project XML (MSPDI): the plan as tasks, its contingents as resources."""

from contingent.export.msproject.outline import outline_of
from contingent.export.msproject.xml import project_xml
from contingent.report.account import Account

__all__ = ["msproject"]


def msproject(account: Account) -> bytes:
    """Return the project: fills and handovers under their activity, tours and their changes under their contingent."""
    return project_xml(account, outline_of(account))
