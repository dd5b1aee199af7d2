"""The menu without a desktop."""

import pytest

from xlcheck.cli.menu import opening


@pytest.fixture
def opened(monkeypatch):
    """What was opened; nothing is really."""
    paths = []
    monkeypatch.setattr(opening, "opened", lambda path: paths.append(path) or True)
    return paths
