"""Every fact's source and confidence."""

from collections import Counter

from markupsafe import Markup

from contingent.core.counted import counted
from contingent.domain.mission import TABLES
from contingent.domain.vocabulary import Confidence
from contingent.report.account import Account
from contingent.report.page.sheet import NONE, Section, Sheet, cells
from contingent.report.wording import listed


def source_section(account: Account) -> Section:
    """Return which rows of the mission are facts, which are made up, and what they rest on."""
    facts = account.tables.facts
    made_up = Counter(table for table, _ in account.tables.illustrative)
    kinds = Counter(row.confidence for row in facts)
    said = ", ".join(
        counted(kinds[kind], f"row is {kind.value}", f"rows are {kind.value}") for kind in Confidence if kinds[kind]
    )
    lead = f"Of the rows of this mission that say how sure they are: {said}." if said else "No row says how sure it is."
    if made_up:
        where = listed([f"{table} ({made_up[table]:,})" for table in TABLES if made_up[table]])
        lead += f" Illustrative rows, made up to be realistic, are in {where}."
    return Section(
        "sources",
        "Sources and confidence",
        lead,
        sheets=(
            Sheet(
                "fact-table",
                "Rows of the mission with their sources and confidence",
                ("table", "row", "what", "confidence", "sources", "note"),
                cells(
                    (
                        row.table,
                        f"{row.row:,}",
                        row.what,
                        _confidence(row.confidence),
                        "; ".join(f"{i}: {t}" for i, t in zip(row.source_ids, row.sources, strict=True)) or NONE,
                        row.note or NONE,
                    )
                    for row in facts
                ),
                frozenset({"row"}),
                none="No row names a source or says how sure it is.",
            ),
            Sheet(
                "source-table",
                "Sources",
                ("id", "title", "publisher", "date", "address"),
                cells(
                    (row.id, row.title, row.publisher or NONE, row.date or NONE, _address(row.url))
                    for row in account.mission.sources
                ),
                none="No sources are named.",
            ),
        ),
    )


def _confidence(confidence: Confidence | None) -> str:
    if confidence is Confidence.ILLUSTRATIVE:
        return Markup('<em class="mark">illustrative</em>')
    return NONE if confidence is None else confidence.value


def _address(url: str) -> str:
    """Return an address as a link, if it is one of the web; anything else stays words."""
    if not url.startswith(("https://", "http://")):
        return url or NONE
    return Markup('<a href="{0}" rel="noreferrer noopener">{0}</a>').format(url)
