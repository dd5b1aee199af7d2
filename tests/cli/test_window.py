"""The window: what is in a workbook's cells cannot do anything to it, and what is long comes in pages."""

import pytest

from tests.cells import cell
from tests.steps.helpers import put
from xlcheck.cli import window
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK

HOSTILE = "客运_x001B_[2J_x001B_]0;假_x0007__x0008_"


def test_cell_cannot_clear_the_screen(sample_copy, xlcheck):
    put(sample_copy / ENTITY_BOOK.filename, {cell(ENTITIES, ENTITIES.category): HOSTILE})
    code, out, _ = xlcheck("check", sample_copy)
    assert code == 1
    assert "“客运?[2J" in out
    assert not set(out) & set("\x1b\x07\b")


def test_text_is_shown_as_it_is_but_for_what_a_window_obeys(capsys):
    window.echo("《甲》　“乙”…\n\t第二行\x1b[2J\r\x9b")
    assert capsys.readouterr().out == "《甲》　“乙”…\n\t第二行?[2J??\n"


@pytest.mark.parametrize(
    ("rows", "count", "pages"),
    [(12, 10, [10]), (12, 11, [6, 5]), (12, 20, [10, 10]), (12, 25, [9, 9, 7]), (12, 0, [0]), (3, 2, [1, 1])],
)
def test_pages_are_of_about_the_same_size(monkeypatch, rows, count, pages):
    """So the verdict, which comes last, stands with what it is about."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", str(rows))
    lines = [f"第 {number} 行" for number in range(count)]
    split = window._pages(lines)
    assert [len(page) for page in split] == pages
    assert [line for page in split for line in page] == lines


def test_no_more_pages_than_needed_where_lines_wrap(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "12")
    lines = ["长" * 100, *["短"] * 7, "长" * 200, *["短"] * 4]  # of 3, 1 and 5 rows
    assert [len(page) for page in window._pages(lines)] == [8, 5]
