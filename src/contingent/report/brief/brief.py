"""Set the brief of a plan: the answer first, then what a commander asks next, on two to six pages."""

import json
from dataclasses import asdict
from importlib.resources import as_file, files
from typing import Any

import typst

from contingent.core.errors import ContingentError
from contingent.report.account import Account
from contingent.report.brief.drawings import Gallery
from contingent.report.brief.layout import ROOMS, Form, Room, cut
from contingent.report.brief.letters import breakable, each_word
from contingent.report.brief.marks import LEGEND, Marks
from contingent.report.brief.sections import sections
from contingent.report.page.front import Front, front_of

MOST_PAGES = 6
"""[page]"""

MOST_MARKING = 300
"""Letters of a marking that stand on every page. [character]"""

MOST_SENTENCE = 400
"""[character]"""

_MOST_TITLE = 160

_HERE = files(__package__)


class BriefError(ContingentError):
    """The brief does not fit its pages, whatever is left out: a defect."""


def brief_pdf(account: Account, form: Form = Form.A4) -> bytes:
    """Return the brief as PDF/UA-1 of two to six pages, the same bytes for the same account.

    Tables are cut to their most important rows, and further where names are long; each says how many it leaves out.
    What data say is set as it stands and never read as markup; letters that the fonts lack are an empty box.
    """
    template = (_HERE / "brief.typ").read_bytes()
    gallery = Gallery(account, form)
    with as_file(_HERE / "fonts") as fonts:
        known = typst.Fonts(include_system_fonts=False, font_paths=[str(fonts)])
        for room in ROOMS[form]:
            data = {"data": json.dumps(each_word(_content(account, room, gallery), breakable))}
            setter = typst.Compiler(template, font_paths=known, sys_inputs=data)
            pages = int(json.loads(setter.query("<pages>", field="value", one=True)))
            if pages <= MOST_PAGES:
                return _bytes(setter.compile(template, format="pdf", pdf_standards="ua-1", timestamp=0))
    raise BriefError(f"The brief takes {pages} pages, {MOST_PAGES} are allowed.")


def _bytes(written: bytes | list[bytes] | None) -> bytes:
    if not isinstance(written, bytes):
        raise TypeError("typst returned no PDF")
    return written


def _content(account: Account, room: Room, gallery: Gallery) -> dict[str, Any]:
    """Return all that the template sets."""
    mission, mark = account.mission, Marks(account)
    front = front_of(account)
    verdict = account.verdict
    return {
        "slides": room.is_slides,
        "scale": room.scale,
        "title": cut(front.title, _MOST_TITLE),
        "span": front.span,
        "marking": cut(mission.marking, MOST_MARKING),
        "unlawful": verdict is not None and not verdict.is_lawful,
        "legend": LEGEND if mark else "",
        "id": mission.id,
        "front": _front(front, mark, room),
        "sections": [
            {**asdict(section), "lead": cut(section.lead, MOST_SENTENCE)}
            for section in sections(account, room, gallery)
        ],
    }


def _front(front: Front, mark: Marks, room: Room) -> dict[str, Any]:
    stamp = front.stamp
    hidden = len(stamp.breaches) - room.breaches
    return {
        "notice": front.notice,
        "answer": [cut(words, MOST_SENTENCE) for words in front.answer],
        "stamp": {
            "kind": stamp.kind,
            "sign": stamp.sign,
            "word": stamp.word.upper(),
            "words": stamp.words,
            "breaches": [cut(words, 160) for words in stamp.breaches[: room.breaches]],
            "more": f"{hidden:,} more in the report page." if hidden > 0 else "",
        },
        "goals": [
            {
                "words": goal.words,
                "unit": goal.unit,
                "value": goal.value + mark.figure(goal.name),
                "bound": goal.bound,
                "gap": goal.gap,
                "proof": goal.proof,
            }
            for goal in front.goals
        ],
        "numbers": [
            {"name": figure.name, "value": figure.value + mark.figure(figure.name), "words": figure.words}
            for figure in front.numbers
        ],
        "rests": front.rests,
    }
