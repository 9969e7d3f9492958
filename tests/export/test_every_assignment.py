"""In every format that holds the plan, every assignment of it is found again."""

import pytest

from contingent.app.export_plan import RENDERERS, Format, render
from export.accounts import account
from export.reading import READERS, of_plan

SLOW = {Format.PARQUET: 5, Format.XLSX: 40}
"""Formats of which fewer plans are tried. [plan]"""

CASES = [
    (form, range(begin, min(begin + 10, SLOW.get(form, 100))))
    for form in READERS
    for begin in range(0, SLOW.get(form, 100), 10)
]


@pytest.mark.parametrize(("form", "seeds"), CASES, ids=str)
def test_every_assignment_is_there(form, seeds, tmp_path):
    for seed in seeds:
        of = account(seed)
        assert READERS[form](render(of, form), tmp_path) == of_plan(of.plan), f"seed {seed}"


def test_a_lost_assignment_would_be_missed(tmp_path):
    of = account(3)
    fewer = of.plan.model_copy(update={"fills": of.plan.fills[1:]})
    assert of.plan.fills
    assert READERS[Format.JSON](render(of, Format.JSON), tmp_path) != of_plan(fewer)


def test_the_plans_have_every_kind_of_assignment():
    counts = sum((of_plan(account(seed).plan) for seed in range(100)), start=of_plan(account(0).plan))
    assert {kind for kind, _ in counts} == {"tours", "moves", "rehats", "fills", "handovers", "onward"}


def test_every_format_is_read_back_or_is_for_people():
    assert set(RENDERERS) - set(READERS) == {Format.HTML, Format.PDF}
