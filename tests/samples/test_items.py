from __future__ import annotations

import re

from tests.samples.typed import settings, typed
from xlcheck.model import Ratio
from xlcheck.reading.expressions.ratio import parse_ratio
from xlcheck.samples.items import items
from xlcheck.schema.inputs import ITEMS

LAWS = {
    "《中华人民共和国道路运输条例》",
    "《中华人民共和国安全生产法》",
    "《道路旅客运输及客运站管理规定》",
    "《道路货物运输及站场管理规定》",
    "《道路危险货物运输管理规定》",
    "《道路运输车辆技术管理规定》",
    "《道路运输车辆动态监督管理办法》",
    "《机动车驾驶员培训管理规定》",
    "《机动车维修管理规定》",
    "《公路建设市场管理办法》",
    "《公路安全保护条例》",
    "《建设工程质量管理条例》",
}


def test_list_has_no_cell_findings__ok() -> None:
    assert all(tuple(row) == ITEMS.as_offered.columns for row in items())
    assert typed(ITEMS, items(), settings()[0])[1] == ()


def test_basis_names_known_law_only() -> None:
    assert {law for row in items() for law in re.findall("《[^》]+》", str(row[ITEMS.basis]))} == LAWS


def test_items_under_random_inspection_have_a_ratio_and_a_category() -> None:
    drawn = [row for row in items() if row[ITEMS.random] == "是"]
    assert len(drawn) == 20
    assert all(isinstance(parse_ratio(str(row[ITEMS.ratio])), Ratio) for row in drawn)
    assert {row[ITEMS.category] for row in drawn} == {c.name for c in settings()[0].categories}


def test_target_of_five_percent_is_met_among_items_of_both_kinds() -> None:
    supervised = [row for row in items() if row[ITEMS.supervised] == "是"]
    assert len(supervised) == 32
    assert sum(row[ITEMS.random] == "是" for row in supervised) * 20 >= len(supervised)


def test_speciality_is_asked_for_in_two_categories() -> None:
    asked = {row[ITEMS.category] for row in items() if "专业资质" in str(row[ITEMS.staffing])}
    assert asked == {"道路旅客运输", "公路建设"}
