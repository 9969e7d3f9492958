import pytest

from compared import candidate, claimed, relieved, school, stayed


@pytest.fixture
def three():
    """Relieve with ten, relieve with eight (another course), stay (of the first course)."""
    ten, eight = school(), school(spain=8)
    return [
        candidate("ten", ten, claimed(ten, relieved(ten))),
        candidate("eight", eight, claimed(eight, relieved(eight))),
        candidate("stay", ten, stayed(ten)),
    ]
