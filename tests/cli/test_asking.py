"""Paths as they are dragged onto a window, pasted or typed."""

import pytest

from xlcheck.cli.asking import split_paths

ONE, TWO, QUOTED = "现场 照片 (1).jpg", "证明.pdf", "“双随机” 通知.pdf"


@pytest.fixture
def folder(tmp_path):
    for name in (ONE, TWO, QUOTED):
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (f"{{0}}/{ONE}", [ONE]),
        (f'"{{0}}/{ONE}"', [ONE]),
        (f"“{{0}}/{ONE}”", [ONE]),
        (f"“{{0}}/{ONE}” “{{0}}/{TWO}”", [ONE, TWO]),
        (f"'{{0}}/{ONE}' {{0}}/{TWO}", [ONE, TWO]),
        (f"{{0}}/{TWO} {{0}}/{QUOTED}", [TWO, QUOTED]),
        (f"{{0}}/{QUOTED}", [QUOTED]),
    ],
)
def test_paths_in_any_quotes(folder, typed, meant):
    assert split_paths(typed.format(folder)) == ([folder / name for name in meant], "")


def test_relative_names_that_begin_with_a_chinese_quote(folder, monkeypatch):
    monkeypatch.chdir(folder)
    files, missing = split_paths(f"{QUOTED} {TWO}")
    assert ([path.name for path in files], missing) == ([QUOTED, TWO], "")
