"""Generated missions: without errors, neither trivial nor absurd, with everything that makes real ones hard."""

import hashlib
from functools import cache
from math import ceil

import pytest

from contingent.app.generate_mission import generate
from contingent.core.findings import Severity
from contingent.domain.mission import TABLES
from contingent.domain.tables import Sourced
from contingent.domain.vocabulary import Confidence, Goal, PledgeState
from contingent.files import read_mission, write_mission
from contingent.generator.figures import figures_of
from contingent.generator.knobs import Knobs, Mix, Size
from contingent.generator.mission import generate_mission as made_anew
from contingent.verify import verify
from going_home import going_home

SMALL = [Knobs(Size.S, seed, mix) for seed in range(10) for mix in Mix]
MIDDLE = [Knobs(Size.M, 1, Mix.POSTS), Knobs(Size.M, 2, Mix.COMPANIES), Knobs(Size.M, 3, Mix.POSTS)]
LARGE = [Knobs(Size.L, 1, Mix.COMPANIES)]
EVERY = SMALL + MIDDLE + LARGE

generate_mission = cache(made_anew)

each = pytest.mark.parametrize("knobs", EVERY, ids=lambda k: k.name)


@each
def test_a_generated_mission_has_no_errors_and_no_warnings(knobs, tmp_path):
    write_mission(generate_mission(knobs), tmp_path)
    reading = read_mission(tmp_path)
    assert reading.mission == made_anew(knobs)
    assert [f for f in reading.findings if f.severity is not Severity.NOTICE] == []


@each
def test_a_generated_mission_has_a_lawful_plan(knobs):
    mission = generate_mission(knobs)
    verdict = verify(mission, going_home(mission))
    assert [*verdict.unreadable, *verdict.violations] == []
    assert verdict.goals[Goal.COVERAGE] > 0


NAMED = [
    *("that are in place", "of nations to be released", "that may change command", "that are indivisible"),
    *("that come more than once", "that name several sites", "groups with several skills", "to be handed over"),
    *("together with others", "sites with overlap", "sites that close", "sites with beds", "needs for enablers"),
    *("caveats", "pledges that depend on another", "pledges that wait for a vote", "pledges that wait for a consent"),
    *("consents that come late", "refusals", "mandates", "ceilings", "limits of lift", "needs elsewhere", "targets"),
]


@each
def test_every_feature_of_real_missions_is_there(knobs):
    features = figures_of(generate_mission(knobs)).features
    assert [name for name in NAMED if not features[name]] == []


@each
def test_a_generated_mission_is_neither_trivial_nor_absurd(knobs):
    figures = figures_of(generate_mission(knobs))
    assert 0.7 < figures.expected < 0.98
    assert figures.expected <= figures.coverable <= 1
    assert 0.4 < figures.at_start <= 1
    assert 0.65 < figures.tightness < 1.1
    for skill, posts in figures.asked.items():
        assert 0.5 < figures.offered[skill] / posts < 6, skill


@pytest.mark.parametrize(
    ("size", "numbers"),
    [
        (Size.S, (10, 40, 20, 4, 52)),
        (Size.M, (30, 150, 70, 10, 104)),
        (Size.L, (60, 400, 150, 20, 156)),
        (Size.XL, (120, 1500, 600, 80, 156)),
    ],
)
def test_sizes_are_those_that_were_promised(size, numbers):
    mission = generate_mission(Knobs(size, 1))
    made = tuple(len(rows) for rows in (mission.nations, mission.contingents, mission.activities, mission.sites))
    assert (*made, mission.weeks) == numbers


@pytest.mark.parametrize(("mix", "share"), [(Mix.POSTS, 0.10), (Mix.COMPANIES, 0.55)])
def test_a_mix_is_the_share_of_contingents_that_move_whole(mix, share):
    contingents = generate_mission(Knobs(Size.M, 4, mix)).contingents
    assert sum(c.indivisible for c in contingents) == round(share * len(contingents))


def test_the_share_that_moves_whole_can_be_given():
    contingents = generate_mission(Knobs(Size.M, 4, indivisible=0.3)).contingents
    assert sum(c.indivisible for c in contingents) == 45


def test_scarcity_asks_more_posts_of_the_same_contingents():
    usual, scarce = (generate_mission(Knobs(Size.S, 2, scarcity=x)) for x in (1.0, 1.3))
    asked = [sum(figures_of(m).asked.values()) for m in (usual, scarce)]
    assert asked[1] == pytest.approx(1.3 * asked[0], rel=0.03)
    assert figures_of(scarce).expected < figures_of(usual).expected
    assert [c.nation for c in usual.contingents] == [c.nation for c in scarce.contingents]


def test_the_very_large_one_is_a_dozen_missions_that_share_nations_and_lift():
    mission = generate_mission(Knobs(Size.XL, 1))
    host_of = {s.id: s.host or mission.host for s in mission.sites}
    assert len(set(host_of.values())) == 12
    hosts_of = {}
    for contingent in mission.contingents:
        hosts_of.setdefault(contingent.nation, set()).add(host_of[contingent.sites[0]])
    shared = [nation for nation, hosts in hosts_of.items() if len(hosts) > 1]
    assert len(shared) > 60
    assert [row.seats for row in mission.lift if row.where == "*"]


def test_every_row_says_that_it_is_invented():
    mission = generate_mission(Knobs(Size.S, 3))
    rows = [row for table in TABLES for row in getattr(mission, table) if isinstance(row, Sourced)]
    assert len(rows) > 250
    assert {row.confidence for row in rows} == {Confidence.ILLUSTRATIVE}


def test_limits_allow_what_is_there_at_the_start_and_not_both_sides_of_every_overlap():
    mission = generate_mission(Knobs(Size.M, 5))
    heads = {c.id: sum(p.count for p in mission.people if p.contingent == c.id) for c in mission.contingents}
    here = sum(
        heads[c.id] + ceil(c.support * heads[c.id]) for c in mission.contingents if c.state is PledgeState.IN_PLACE
    )
    first = next(c for c in mission.ceilings if c.who == "*")
    assert here <= first.max < 1.7 * here


def written(knobs, folder):
    generate(knobs, folder)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_same_seed_makes_the_same_bytes_and_another_one_others(tmp_path):
    one, two, other = (written(Knobs(Size.S, seed), tmp_path / str(n)) for n, seed in enumerate((7, 7, 8)))
    assert one == two
    assert {name for name in one if one[name] != other.get(name)} >= {"contingents.csv", "people.csv", "billets.csv"}


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "kept.txt").write_text("mine", encoding="utf-8")
    assert generate(Knobs(Size.S, 1), tmp_path) is None
    assert [p.name for p in tmp_path.iterdir()] == ["kept.txt"]


@pytest.mark.parametrize(
    ("knobs", "digest"), [(Knobs(Size.S, 1), "7d18455897ca4c09"), (Knobs(Size.M, 1, Mix.COMPANIES), "56f276ddb72d468f")]
)
def test_missions_of_the_published_benchmark_are_still_the_same(knobs, digest):
    """A change here makes all published figures those of other missions: say so in the changelog, and measure again."""
    assert generate_mission(knobs).digest.startswith(digest)
