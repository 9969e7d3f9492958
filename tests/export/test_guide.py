"""The guide names what there is."""

import re
from pathlib import Path

import pytest

from contingent.app.export_plan import Format
from contingent.export.events import What
from contingent.export.msproject.xml import FIELDS
from contingent.export.workbook.summary import CONTENTS

PAGE = (Path(__file__).parents[2] / "docs" / "guide" / "exports.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "word",
    [
        *(f"`plan.{form}`" for form in Format),
        *(f"`{what.value.upper()}`" for what in What),
        *FIELDS,
        *("--as", "--format", "--slides", "--edition", "--since", "--document"),
    ],
)
def test_the_guide_has_the_word(word):
    assert word in PAGE


def test_the_guide_has_every_sheet_and_no_other():
    table = PAGE.partition("| sheet | holds |")[2].partition("\n\n")[0]
    named = [name for row in re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE) for name in row.split(", ")]
    assert sorted(named) == sorted(CONTENTS)
