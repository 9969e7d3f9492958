"""Compiled code that is kept is loaded when it is needed; where none is, all is compiled before a clock runs."""

import pytest

from contingent.tours import kept
from contingent.tours import prepare as preparing


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setattr(kept, "_folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def planned(monkeypatch):
    """Stop the preparation where it would begin to plan, and tell that it has begun."""

    def plan(_):
        raise LookupError

    monkeypatch.setattr(preparing, "generate_mission", plan)
    return LookupError


def test_a_new_folder_is_not_all_compiled(folder, planned):
    assert not kept.is_all_compiled()
    with pytest.raises(planned):
        preparing.prepare.__wrapped__()
    assert not kept.is_all_compiled()


def test_what_has_been_compiled_is_not_compiled_again(folder, planned):
    kept.note_all_compiled()
    assert kept.is_all_compiled()
    preparing.prepare.__wrapped__()


def test_a_folder_that_cannot_be_written_keeps_no_note(monkeypatch, tmp_path):
    monkeypatch.setattr(kept, "_folder", lambda: tmp_path / "gone")
    kept.note_all_compiled()
    assert not kept.is_all_compiled()
