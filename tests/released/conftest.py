"""The released desks, and the commands on them."""

import io

import pytest

from tests.released.desks import KINDS, copied, unpacked
from xlcheck.cli.main import run


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """Gives the desk of an archive by its name; not to be written into."""
    place = tmp_path_factory.mktemp("released")
    return lambda name: unpacked(name, place)


@pytest.fixture
def kinds(released, tmp_path):
    """The desk with a draw of each kind, to write into."""
    return copied(released(KINDS), tmp_path)


@pytest.fixture
def xlcheck(capsys, monkeypatch):
    """Run a step; gives the exit code and the screen."""

    def typed(*arguments, typed=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = run([str(a) for a in arguments])
        return code, capsys.readouterr().out

    return typed
