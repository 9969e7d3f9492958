"""What holds for all tests."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def disks_need_not_be_waited_for() -> Iterator[None]:
    """Let files be written without waiting for the disk: tests write thousands, and none outlives a loss of power."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield
