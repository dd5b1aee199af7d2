"""Registries, references and items."""

import pytest

from tests.builders import ENTITY, INSPECTOR, ITEM, plan_cells, settings, year
from tests.cells import found_at
from xlcheck.checks import run_checks
from xlcheck.checks.findings import told_once
from xlcheck.model import Place, finding
from xlcheck.schema.inputs import ENTITIES, LEAVES, RECUSALS


def found(**rows):
    return found_at(run_checks(year(**rows)))


def test_registries__ok():
    recusal = {"cert": INSPECTOR["cert"], "code": ENTITY["code"], "reason": "亲属"}
    assert found(entities=[ENTITY], inspectors=[INSPECTOR], recusals=[recusal], items=[ITEM]) == []


def test_references_that_dangle__error():
    recusal = {"cert": "SL140603-9999", "code": "91140603MA0K00009X", "reason": "亲属"}
    cells = found(entities=[ENTITY], inspectors=[INSPECTOR], recusals=[recusal])
    assert cells == [("cell.dangling", column.title, 3) for column in (RECUSALS.cert, RECUSALS.code)]


def test_references_to_a_column_that_could_not_be_read_are_no_further_fault():
    recusal = {"cert": "SL140603-9999", "code": ENTITY["code"], "reason": "亲属"}
    codes = found(entities=[ENTITY], inspectors=[INSPECTOR | {"cert": "示例员"}], recusals=[recusal])
    assert "cell.dangling" not in [code for code, _, _ in codes]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"licensed_on": "2010-01-01"}, "registry.licence-before-founding"),
        ({"licensed_on": "2016-01-01", "licence_to": "2015-12-31"}, "registry.licence-reversed"),
        ({"licence_to": "2021-06-30"}, "registry.licence-lapses"),
    ],
)
def test_entity__error(cells, code):
    assert code in [c for c, _, _ in found(entities=[ENTITY | cells])]


LICENCE = ("晋交运管许可*字############号",)
FOOD = ("JY##########", "示小餐饮字####号")


@pytest.mark.parametrize(
    ("forms", "licence", "unusual"),
    [
        (LICENCE, "晋交运管许可货字140603000001号", False),
        (LICENCE, "晋交运管许可货字14060300001号", True),
        (LICENCE, "交运管许可货字140603000001号", True),
        (LICENCE, "示交运管许可货字140603000001号", True),
        (LICENCE, "示例施工资质1号", False),
        (FOOD, "JY1234567890", False),
        (FOOD, "JY123456789O", True),
        (FOOD, "示小餐饮字0001号", False),
        (FOOD, "示小餐饮字001号", True),
        (FOOD, "示小餐饮字0001号JY1234567890", True),
        (FOOD, "晋交运管许可货字1号", False),
        (("######",), "1234567", True),
        (("######",), "123456", False),
        (("######",), "", False),
        (("######",), "晋交运管许可货字1号", False),
        (("######", *FOOD), "晋交运管许可货字1号", False),
        (("######", *FOOD), "JY123456789O", True),
        (("######", *FOOD), "1234567", True),
        (("*",), "晋交运管许可货字1号", False),
        ((), "晋交运管许可货字1号", False),
    ],
)
def test_licence_number_is_held_against_the_forms_of_the_bureau(forms, licence, unusual):
    books = year(settings(licence_forms=forms), entities=[ENTITY | {"licence": licence}])
    hints = [f for f in run_checks(books) if f.code == "registry.licence-form"]
    assert [(f.value, dict(f.params)["forms"]) for f in hints] == ([(licence, "、".join(forms))] if unusual else [])


def test_one_name_under_two_codes__error():
    twin = ENTITY | {"code": "91140603MA0K00002H"}
    assert ("registry.name-repeated", ENTITIES.name.title, 4) in found(entities=[ENTITY, twin])


def test_leave_that_ends_before_it_begins__error():
    leave = {"cert": INSPECTOR["cert"], "first": "2021-03-01", "last": "2021-02-01"}
    assert ("registry.leave-reversed", LEAVES.last.title, 3) in found(inspectors=[INSPECTOR], leaves=[leave])


@pytest.mark.parametrize(
    ("kind", "status", "told"),
    [
        ("山西省行政执法监督证", "有效", True),
        ("执法辅助人员证", "有效", True),
        ("执法辅助人员证", "失效", False),
        ("交通运输行政执法证", "有效", False),
        ("卫生监督证", "有效", False),
        ("行政执法监督检查证", "有效", False),
        ("", "有效", False),
    ],
)
def test_certificate_that_lets_nobody_inspect_is_told_of_who_serves(kind, status, told):
    codes = [c for c, _, _ in found(inspectors=[INSPECTOR | {"cert_type": kind, "status": status}])]
    assert ("registry.cert-type" in codes) == told


def test_less_than_five_percent_of_the_items__error():
    others = [ITEM | {"name": f"示例事项{n}", "random": "否"} for n in range(20)]
    assert "items.target" in [c for c, _, _ in found(items=[ITEM, *others])]
    assert found(items=[ITEM, *others[:19]]) == []


def test_category_without_an_item__error():
    assert "items.none-for-category" in [
        c for c, _, _ in found(plan=[plan_cells(1)], items=[ITEM | {"category": "机动车维修"}])
    ]


def test_registry_without_entries_is_told_of_once():
    blank = [finding(code, Place("名录.xlsx", "名录")) for code in ("sheet.empty", "registry.blank")]
    other = finding("sheet.empty", Place("名录.xlsx", "回避"))
    assert told_once([*blank, other]) == (blank[1], other)


def test_departments_of_no_registry_yet_are_not_told_of_one_by_one():
    rows = {"plan": [plan_cells(1, initiation="部门联合", departments="示例区公安局")]}
    codes = {f.code for f in run_checks(year(settings(), **rows, inspectors=[]))}
    assert "registry.blank" in codes
    assert "departments.no-inspector" not in codes
