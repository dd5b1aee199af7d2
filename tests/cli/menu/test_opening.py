"""What a step made is opened by the system, or named."""

import io

import pytest

from xlcheck.cli.menu import opening


def test_result_that_cannot_be_opened_is_named(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n\n"))
    opening.closing(tmp_path)
    assert f"请自行打开：{tmp_path}" in capsys.readouterr().out


def test_result_is_opened_by_the_system(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr("os.startfile", started.append, raising=False)
    assert opening.opened(tmp_path)
    assert started == [tmp_path]


@pytest.mark.parametrize(("script", "is_opened"), [("exit 0", True), ("exit 3", False), ("sleep 3", True)])
def test_opener_that_finds_no_program_has_opened_nothing(tmp_path, monkeypatch, script, is_opened):
    opener = tmp_path / "xdg-open"
    opener.write_text(f"#!/bin/sh\n{script}\n")
    opener.chmod(0o755)
    monkeypatch.delattr("os.startfile", raising=False)
    monkeypatch.setattr("shutil.which", lambda _: str(opener))
    monkeypatch.setattr("xlcheck.cli.menu.opening._SECONDS", 1)
    assert opening.opened(tmp_path) is is_opened


def test_result_without_a_program_for_it_is_not_opened__error(tmp_path, monkeypatch):
    def refused(_):
        raise OSError(1155, "no application")

    monkeypatch.setattr("os.startfile", refused, raising=False)
    assert not opening.opened(tmp_path)
