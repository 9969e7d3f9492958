"""Who is said to be ahead, and what the page says of it."""

import importlib

import pytest


@pytest.fixture
def ahead(benchmarks):
    return importlib.import_module("ahead")


@pytest.fixture
def page(benchmarks):
    return importlib.import_module("page")


@pytest.fixture
def run(benchmarks):
    """A run whose gaps at 5 s and at the end are so many percent of the demand; None: it has no plan."""
    record = importlib.import_module("record")

    def make(method, soon=None, late=None, closed=None, essential=None, case="S-posts-1"):
        made = record.Record(case, "S", "posts", 1, method, 20.0, 2, status="no-plan")
        made.demand = {"essential": 100.0, "coverage": 400.0}
        if late is None:
            return made
        made.status = "lawful"
        bound = 10.0
        for goal, weight in (("essential", 1), ("coverage", 4)):
            told = [(5.0, soon), (15.0, late), *([(closed, 0)] if closed else [])]
            for seconds, gap in sorted(told):
                made.samples.append(record.Sample(seconds, goal, (bound + gap) * weight, bound * weight))
            value = bound + (0 if closed else late)
            if goal == "essential" and essential is not None:
                value = essential
            made.goals.append(record.Final(goal, value * weight, bound * weight, 1.0))
        return made

    return make


def test_the_gap_of_demand_is_the_larger_of_both_goals(run):
    made = run("contingent", 8, 2)
    made.goals[1].value += 4
    assert made.gap_of_demand(None) == pytest.approx(0.03)
    assert made.gap_of_demand(10.0) == pytest.approx(0.08)


def test_a_run_whose_plan_is_not_lawful_has_all_of_it_open(run):
    made = run("highs_matrix", 8, 2)
    made.status = "unlawful"
    assert made.gap_of_demand(None) == made.gap_of_demand(10.0) == 1.0


@pytest.mark.parametrize(
    ("ours", "peer", "soon", "late"),
    [
        ((8, 2), (9, 1), "ours", "peer"),
        ((8, 2), (8.005, 2.005), "even", "even"),
        ((8, 2), (None, None), "ours", "ours"),
        ((None, None), (8, 2), "peer", "peer"),
        ((None, None), (None, None), "neither has a plan", "neither has a plan"),
    ],
)
def test_the_smaller_gap_is_ahead(ahead, run, ours, peer, soon, late):
    one, other = run("contingent", *ours), run("highs_matrix", *peer)
    assert ahead.ahead(one, other, 10.0) == soon
    assert ahead.ahead(one, other, None) == late


@pytest.mark.parametrize(
    ("ours", "peer", "who"), [(1.0, 10.0, "ours"), (1.0, 9.9, "even"), (10.0, 1.0, "peer"), (9.9, 1.0, "even")]
)
def test_where_both_prove_the_same_a_tenth_of_the_time_is_ahead(ahead, run, ours, peer, who):
    one, other = run("contingent", 8, 2, closed=ours), run("scip_matrix", 8, 2, closed=peer)
    for made in (one, other):
        made.samples = [s for s in made.samples if s.seconds in (ours, peer)]
    assert ahead.ahead(one, other, None) == who


def test_the_better_plan_leaves_less_of_the_first_goal_open(ahead, run):
    ours, peer = run("contingent", 8, 2, essential=11), run("interval_cpsat", 8, 1, essential=12)
    assert ahead.better_plan(ours, peer) == "ours"
    assert ahead.better_plan(run("contingent", 8, 2), run("interval_cpsat", 8, 1)) == "peer"
    assert ahead.better_plan(run("contingent"), run("interval_cpsat", 8, 1)) == "peer"


def test_the_page_says_where_a_peer_is_ahead_and_which_is_not_there(page, run, tmp_path):
    missing = run("timefold_tours")
    missing.status, missing.why = "missing", "not installed: No module named 'timefold'"
    records = [run("contingent", 8, 2), run("highs_matrix", 9, 1), run("scip_matrix", 9, 3), missing]
    page.write_page(records, [], {"cores": "2"}, tmp_path)
    text = (tmp_path / "benchmarks.md").read_text(encoding="utf-8")
    assert "| S | posts | highs_matrix | 8.00 / 9.00 | 1 - 0 - 0 | 2.00 / 1.00 | 0 - 0 - **1** | - / - |" in text
    assert "| S | posts | scip_matrix | 8.00 / 9.00 | 1 - 0 - 0 | 2.00 / 3.00 | 1 - 0 - 0 | - / - |" in text
    assert text.count("timefold_tours") == 1
    assert "| timefold_tours | not installed: No module named 'timefold' |" in text
    assert "<svg" in (tmp_path / "benchmarks-S.svg").read_text(encoding="utf-8")
    page.write_page(records, [], {"cores": "2"}, tmp_path, "minute")
    assert "](minute-S.svg)" in (tmp_path / "minute.md").read_text(encoding="utf-8")
    assert (tmp_path / "minute-S.svg").is_file()
