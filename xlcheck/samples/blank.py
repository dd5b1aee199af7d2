"""A blank 单位设置: its rows, and the settings that they come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from xlcheck.model import BureauNames, Category, Policy, Round, Settings
from xlcheck.schema.defaults import OWN_CODES, USUAL_POLICY, USUAL_ROUNDS
from xlcheck.schema.inputs import CATEGORIES, CODES, POLICY, ROUNDS, UNIT
from xlcheck.schema.setting_items import POLICY_ITEMS, UNIT_ITEMS
from xlcheck.schema.table import RowCells
from xlcheck.schema.vocabularies import NO_PROBLEM, RESULT, STATIC

UNNAMED = BureauNames()
"""Names of which nobody has said any."""


def blank_settings(year: int = 0, categories: tuple[Category, ...] = (), names: BureauNames = UNNAMED) -> Settings:
    """Return the settings of a bureau that has entered nothing yet but perhaps its ``names``.

    ``categories`` are the usual ones of its trade.
    """
    own = (names.bureau, names.short_name, names.region)
    return Settings(*own, "", "", year, "", None, categories, USUAL_ROUNDS, Policy())


def blank_sheets(
    year: int = 0, categories: Iterable[Category] = (), names: BureauNames = UNNAMED, note: str = ""
) -> dict[str, list[RowCells]]:
    """Return the rows of a blank 单位设置 by table key; what only the bureau knows is left to it.

    ``note`` is written beside each category.
    """
    return {
        UNIT.key: item_rows(UNIT_ITEMS, asdict(names) | {"year": str(year or "")}),
        CATEGORIES.key: category_rows(categories, note),
        ROUNDS.key: round_rows(USUAL_ROUNDS),
        POLICY.key: item_rows(POLICY_ITEMS, USUAL_POLICY),
        CODES.key: code_rows(),
    }


def item_rows(items: Iterable[tuple[str, str, str]], values: Mapping[str, str]) -> list[RowCells]:
    """Make the rows of a sheet of 项目, 内容 and 说明; 内容 is blank where ``values`` has none."""
    return [{UNIT.item: title, UNIT.value: values.get(key, ""), UNIT.note: note} for key, title, note in items]


def category_rows(known: Iterable[Category], note: str = "") -> list[RowCells]:
    """Make the rows of 对象类别, with a ``note`` beside each."""
    return [
        {
            CATEGORIES.name: category.name,
            CATEGORIES.aliases: "、".join(category.aliases),
            CATEGORIES.wordings: "、".join(category.wordings),
            CATEGORIES.remark: note,
        }
        for category in known
    ]


def round_rows(rounds: Iterable[Round]) -> list[RowCells]:
    """Make the rows of 批次."""
    return [{ROUNDS.name: r.name, ROUNDS.first: r.first_month, ROUNDS.last: r.last_month} for r in rounds]


def code_rows() -> list[RowCells]:
    """Make the rows of 码表, as they are built in."""
    return [
        {CODES.vocabulary: name, CODES.value: value, CODES.note: "", CODES.problem: _is_problem(name, value)}
        for name in OWN_CODES
        for value in STATIC[name]
    ]


def _is_problem(name: str, value: str) -> str:
    """Say of a result whether it is a problem; of other values nothing."""
    return ("否" if value in NO_PROBLEM else "是") if name == RESULT else ""
