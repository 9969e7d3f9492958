"""No room of a rule is empty: each has a page, a builder, a check and hand cases, under one name."""

import importlib.util
import re
from pathlib import Path

import pytest

from contingent.domain.vocabulary import Rule

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "rules"
PAGES = ROOT / "docs" / "formulation"

RULES = pytest.mark.parametrize("rule", list(Rule), ids=str)


def module_of(rule: Rule) -> str:
    """Return the name of the rule as a module."""
    return rule.value.replace("-", "_")


def words_of(file: Path) -> str:
    """Return what is written in a file; nothing if there is no such file."""
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def source_of(rule: Rule, room: str) -> str:
    """Return the source of the module of a rule in a room of the package; nothing if there is none."""
    spec = importlib.util.find_spec(f"contingent.{room}.{module_of(rule)}")
    return "" if spec is None or spec.origin is None else words_of(Path(spec.origin))


def cases_in(file: Path) -> list[str]:
    """Return the names of the tests in a file."""
    return re.findall(r"^def (test_\w+)", words_of(file), re.MULTILINE)


@RULES
def test_a_rule_has_a_page_that_names_its_code(rule: Rule) -> None:
    page = PAGES / f"{rule}.md"
    assert page.is_file(), f"docs/formulation/{rule}.md is missing"
    assert f"`{rule}`" in words_of(page)


@RULES
@pytest.mark.parametrize("room", ["formulation", "verify"])
def test_a_rule_has_a_builder_and_a_check_that_name_it(rule: Rule, room: str) -> None:
    source = source_of(rule, room)
    assert source.startswith(f'"""Rule ``{rule}``'), f"contingent.{room}.{module_of(rule)} is missing or names no rule"
    assert re.search(r"^def \w+", source, re.MULTILINE), f"contingent.{room}.{module_of(rule)} does nothing"


@RULES
def test_a_builder_names_its_page_and_the_page_its_equations(rule: Rule) -> None:
    title = source_of(rule, "formulation").partition("\n\n")[0]
    assert f"docs/formulation/{rule}.md" in title
    equations = re.findall(r"\([A-Z]+\d+[a-z]?\)", title)
    assert equations, "the builder names no equation"
    assert [e for e in equations if e not in words_of(PAGES / f"{rule}.md")] == []


@RULES
def test_a_rule_has_hand_cases(rule: Rule) -> None:
    file = CASES / f"test_{module_of(rule)}.py"
    assert len(cases_in(file)) >= 3, f"{file.name} has fewer than 3 tests"
    assert f"RULE = Rule.{module_of(rule).upper()}\n" in words_of(file), f"{file.name} does not judge {rule}"


@RULES
def test_a_rule_has_cases_of_the_best_plan(rule: Rule) -> None:
    file = CASES / f"test_best_{module_of(rule)}.py"
    assert len(cases_in(file)) >= 2, f"{file.name} has fewer than 2 tests"


def test_no_hand_cases_are_left_of_a_rule_that_is_gone() -> None:
    found = {re.sub(r"^test_(best_)?", "", file.stem) for file in CASES.glob("test_*.py")}
    assert found - {"situations"} == {module_of(rule) for rule in Rule}
