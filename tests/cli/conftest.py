"""A desk that the commands may write into."""

import io
import shutil

import pytest

from xlcheck.cli.main import run


@pytest.fixture
def sample_copy(sample, tmp_path):
    """The folder of a desk of its own."""
    folder = tmp_path / "workbooks" / "2021"
    shutil.copytree(sample, folder)
    return folder


@pytest.fixture
def xlcheck(capsys, monkeypatch):
    """Run a step with lines typed at its prompts; gives the exit code, the screen, and what it could not do."""

    def typed(*arguments, typed=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = run([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return typed


@pytest.fixture(autouse=True)
def clipboard(monkeypatch):
    """What was put onto the clipboard; that of the computer is left alone."""
    texts = []
    monkeypatch.setattr("xlcheck.cli.clipboard.copied", lambda text: texts.append(text) or True)
    return texts
