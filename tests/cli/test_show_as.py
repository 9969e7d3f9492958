"""`contingent show --as NATION`: what a nation may see, and not a word more."""

import pytest

from builders import activity, billet, contingent, fill, in_place, mission, plan, site, tour
from contingent.app.plan_folder import save_plan


@pytest.fixture
def folder(tmp_path):
    """A plan with a secret pledge that was due for review long ago, of which `check` warns."""
    secret, people = contingent("secret", "USA", 7, review_by=-3)
    parts = (site(), activity(), billet(9), in_place("us", "USA", 2), contingent("es", "ESP", 2), people)
    m = mission(*parts, secret.model_copy(update={"release_to": ("USA",)}), weeks=6)
    p = plan(m, tour("us", 2, -4), tour("es", 2, 0), tour("secret", 7, 0), fill("us", 2), fill("secret", 7))
    save_plan(m, p.model_copy(update={"made_by": {"engine": "secret"}, "verdict": "lawful"}), tmp_path / "folder")
    return tmp_path / "folder"


def test_a_view_has_a_notice_and_its_own_numbers(run, folder):
    answer = run("show", folder, "--as", "ESP", "--plain")
    assert (answer.code, answer.err) == (0, "")
    assert "View of ESP: only what is releasable to it" in answer.out
    for word in ("awful", "secret", "No goals"):
        assert word not in answer.out
    rows = [line.split() for line in answer.out.splitlines()]
    assert ["9", "none", "4", "2", "2"] in rows  # required, ceiling, offered, confirmed, in place
    assert ["USA", "USA", "2", "2", "2", "2", "2", "12"] in rows


def test_who_may_see_it_sees_it(run, folder):
    answer = run("show", folder, "--as", "USA", "--plain")
    assert ["9", "none", "11", "2", "2"] in [line.split() for line in answer.out.splitlines()]


def test_a_view_in_json_has_no_verdict_no_maker_and_no_finding(run, folder):
    answer = run("show", folder, "--as", "ESP", "--json")
    assert list(answer.document) == ["view", "notice", "mission", "tables"]
    assert answer.document["view"] == "ESP"
    assert answer.document["tables"]["goals"] == []
    assert answer.document["tables"]["numbers"]["offered"] == 4
    assert "secret" not in answer.out + answer.err
    assert "secret" in run("show", folder, "--json").out


def test_a_nation_that_is_not_there_is_told_with_the_likely_one(run, folder):
    answer = run("show", folder, "--as", "ESQ")
    assert (answer.code, answer.out) == (2, "")
    assert "unknown-nation" in answer.err
    assert "Did you mean 'ESP'?" in answer.err


def test_a_plan_that_cannot_be_read_has_no_view(run, folder):
    (folder / "plan.toml").write_text("format = 1\n")
    answer = run("show", folder, "--as", "ESP")
    assert (answer.code, answer.out) == (2, "")
