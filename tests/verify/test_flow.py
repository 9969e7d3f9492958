"""The flow behind rule ``enabler``, against trying every assignment of single people."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contingent.verify.flow import unserved

END = "end"


def test_a_need_without_anybody_is_not_served():
    assert unserved({"need": {}}, {"need": 3}, END) == {"need": 3}


def test_a_need_unknown_to_the_network_is_not_served():
    assert unserved({}, {"need": 3}, END) == {"need": 3}


@pytest.mark.parametrize(("there", "missing"), [(2, 1), (3, 0), (4, 0)])
def test_a_need_takes_those_who_are_there(there, missing):
    assert unserved({"need": {"group": 9}, "group": {END: there}}, {"need": 3}, END) == {"need": missing}


def test_people_who_can_do_more_give_way_to_those_who_cannot():
    """Both groups can guard and only one can heal: the healers must not be spent on guarding."""
    network = {
        "guard": {"both": 2, "guards": 2},
        "heal": {"both": 2},
        "both": {END: 2},
        "guards": {END: 2},
    }
    assert unserved(network, {"guard": 2, "heal": 2}, END) == {"guard": 0, "heal": 0}


@settings(max_examples=60, deadline=None)
@given(
    people=st.lists(st.sets(st.sampled_from("abc")), max_size=5),
    needs=st.dictionaries(st.sampled_from("abc"), st.integers(0, 3), min_size=1),
)
def test_as_much_is_served_as_by_the_best_of_all_assignments(people, needs):
    network = {skill: {} for skill in needs}
    for i, skills in enumerate(people):
        network[i] = {END: 1}
        for skill in sorted(skills & needs.keys()):
            network[skill][i] = 1
    best = max(
        sum(min(n, jobs.count(skill)) for skill, n in needs.items())
        for jobs in product(*([*sorted(skills), ""] for skills in people))
    )
    missing = unserved(network, needs, END)
    assert sum(needs.values()) - sum(missing.values()) == best
