"""导入 and 更新名录 in the menu: which file, which registry, and whether anything is to change."""

from __future__ import annotations

from pathlib import Path

from xlcheck.cli.asking import choose, one_path, words
from xlcheck.schema.inputs.registries import UPDATED
from xlcheck.steps.desk.desk import Run


def ask_export() -> Path:
    """Return the export that a person drags onto the window."""
    return one_path("新导出的文件，可以拖进来", "请把导出的文件拖到本窗口，再按回车。")


def ask_foreign() -> Path:
    """Return the file of another layout that a person drags onto the window."""
    return one_path("要导入的文件，可以拖进来", "请把要导入的文件拖到本窗口，再按回车。")


def ask_registry() -> str:
    """Return the word for the registry that is to be updated."""
    return choose("更新哪一个", UPDATED, lambda one: f"{one.word}（{one.table.sheet}）").word


def ask_whether_to_compare() -> bool:
    """Say whether a person wants to know what only one of the two has, and nothing more."""
    ways = ["更新名录", "只比对，看哪些没有入名录、哪些只在名录里（如与许可系统核对）"]
    return choose("做哪一件", ways, str, usual=ways[0]) == ways[1]


def ask_updater(run: Run) -> str:
    """Return who updates."""
    return words(run, "更新人，记入更新记录", "", how="可以不填")
