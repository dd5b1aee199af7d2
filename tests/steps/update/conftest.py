"""Exports of a desk's registries, with what a test plants in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.builders import write_sheet
from tests.steps.helpers import rows_of
from xlcheck.steps.update.update import registry_of

Rows = list[dict[str, object]]
"""The rows of a registry or an export, each by the titles of its columns."""


@pytest.fixture
def export(run, tmp_path) -> Callable[..., Path]:
    """Write an export of a registry of the desk: its rows as ``change`` leaves them, with columns of these titles."""

    def written(word: str, change: Callable[[Rows], object] = lambda _: None, titles: Sequence[str] = ()) -> Path:
        rows = registry_rows(run.desk.book(registry_of(word).book))
        change(rows)
        head = list(titles or dict.fromkeys(title for row in rows for title in row))
        data = [[row.get(title, "") for title in head] for row in rows]
        return write_sheet(tmp_path / f"{word}导出.xlsx", {"导出": [["查询时间：2021-01-05"], head, *data]})

    return written


def registry_rows(path: Path) -> Rows:
    """Read the rows of a registry by title, without 序号."""
    return [{title: value for title, value in row.items() if title != "序号"} for row in rows_of(path)]
