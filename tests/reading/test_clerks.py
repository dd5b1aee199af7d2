"""Titles, years, offices and cells of the ledger as clerks of many provinces write them."""

import pytest

from tests.builders import SETTINGS
from tests.reading.test_cells import read_one
from xlcheck.model import RawSheet
from xlcheck.reading.bureaus import foreign_bureau
from xlcheck.reading.dates import days_of_term
from xlcheck.reading.header import find_header
from xlcheck.reading.years import with_year, years_in
from xlcheck.schema.inputs import ENTITIES, INSPECTORS, PLAN
from xlcheck.schema.outputs.ledger import LEDGER

BESIDE = {
    PLAN: ("抽查计划编号", "抽查任务编号"),
    ENTITIES: ("检查对象名称", "对象类别"),
    INSPECTORS: ("姓名", "工作单位"),
}


def header(table, written):
    return find_header(table, RawSheet.of_rows("表", ((1, (*BESIDE[table], written)),)))


@pytest.mark.parametrize(
    ("table", "written", "column"),
    [
        (PLAN, "抽查比例%", PLAN.ratio),
        (PLAN, "抽查 比例\n（%）", PLAN.ratio),
        (PLAN, "抽查比例（百分比）", PLAN.ratio),
        (PLAN, "【抽查日期】", PLAN.window),
        (PLAN, "“抽查日期”", PLAN.window),
        (PLAN, "抽查日期（起止）", PLAN.window),
        (PLAN, "*抽查日期（年月日）", PLAN.window),
        (PLAN, "抽查类型（定向/不定向）", PLAN.kind),
        (INSPECTORS, "性别（男/女）", INSPECTORS.sex),
        (ENTITIES, "统一社会信用代码\n（18位）", ENTITIES.code),
        (ENTITIES, "经营状态（在营/停业）", ENTITIES.status),
        (ENTITIES, "备 注", ENTITIES.remark),
    ],
)
def test_title_of_another_province__ok(table, written, column):
    assert header(table, written).columns.get(column) == 3


@pytest.mark.parametrize(
    ("table", "written", "column"),
    [
        (PLAN, "抽查比例及频次", PLAN.ratio),
        (PLAN, "抽查比例/频次", PLAN.ratio),
        (PLAN, "抽查事项名称", PLAN.items),
        (PLAN, "抽查起止时间", PLAN.window),
        (PLAN, "抽取比例", PLAN.ratio),
        (PLAN, "未抽查日期", None),
        (PLAN, "非抽查对象范围", None),
        (PLAN, "上年抽查比例", None),
        (PLAN, "抽查日期（变更前）", None),
        (PLAN, "实际抽查日期", None),
        (ENTITIES, "成立时间", ENTITIES.founded),
        (INSPECTORS, "执法证件号码", INSPECTORS.cert),
    ],
)
def test_unknown_title_is_proposed_for_the_column_that_it_says_or_for_none(table, written, column):
    found = header(table, written)
    proposed = [title for title, stranger in (*found.missing, *found.similar) if stranger]
    assert proposed == ([column.title] if column else [])


@pytest.mark.parametrize(
    ("text", "years", "put_right"),
    [
        ("2022—2023年抽查", [2022, 2023], "2022—2023年抽查"),
        ("2022年至2023年抽查", [2022, 2023], "2022年至2023年抽查"),
        ("2022/23年抽查", [2022], "2022/23年抽查"),
        ("2 0 2 2年抽查", [2022], "2021年抽查"),
        ("二零二二年度抽查", [2022], "2021年度抽查"),
        ("二0二二年抽查", [2022], "2021年抽查"),
        ("公元2022\n年抽查", [2022], "公元2021年抽查"),
        ("第十四个五年规划", [], "第十四个五年规划"),
    ],
)
def test_years_of_a_text(text, years, put_right):
    assert (years_in(text), with_year(text, 2021)) == (years, put_right)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("示例区交通局2021年抽查", ""),
        ("2021年区交通局抽查", ""),
        ("2021年示例区 交通运输局抽查", ""),
        ("本局2021年抽查", ""),
        ("示例区水利局2021年抽查", "示例区水利局"),
        ("献县交通局2021年抽查", "献县交通局"),
        ("关于印发献县交通运输局2021年抽查计划", "献县交通运输局"),
        ("2021年对献县交通运输局抽查", "献县交通运输局"),
        ("2021献县交通运输局抽查", "献县交通运输局"),
        ("献县市场监督管理局2021年抽查", "献县市场监督管理局"),
        ("二〇二一年献县交通运输局抽查", "献县交通运输局"),
    ],
)
def test_office_of_a_text(text, found):
    place = foreign_bureau(text, SETTINGS)
    assert (text[slice(*place)] if place else "") == found


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("15天", (15, False)),
        ("十五日内", (15, False)),
        ("五个工作日内完成整改", (5, True)),
        ("7个工作日", (7, True)),
        ("一周内", (7, False)),
        ("72小时内", (3, False)),
        ("10个自然日内", (10, False)),
        ("收到通知书之日起10日内", (10, False)),
        ("当场整改完毕", (0, False)),
        ("15日", None),  # a term, or the fifteenth
        ("一个月内", None),
        ("3至5日内", None),
        ("不少于15日", None),
        ("15日后", None),
        ("1 5日内", None),
        ("限期整改", None),
    ],
)
def test_term_of_the_ledger(text, term):
    assert days_of_term(text) == term
    assert isinstance(read_one(LEDGER.rectify_by, text, SETTINGS)[1].code, str)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("元月5日", "2021-01-05"),
        ("1月5日（星期二）", "2021-01-05"),
        ("1月5日上午9点", "2021-01-05"),
        ("1月5日9时30分", "2021-01-05"),
        ("1月5日 9:00", "2021-01-05"),
        ("2021年1月5日（周二）下午", "2021-01-05"),
        ("1月5日至6日", None),
        ("1月1 5日", None),
        ("二三十日", None),
        ("一月十十日", None),
        ("1月5日前", None),
        ("2021年1月", None),
    ],
)
def test_day_of_the_ledger(text, day):
    value, trouble = read_one(LEDGER.inspected, text, SETTINGS)
    assert (value.isoformat() if value else None) == day
    assert (trouble is None) == (day is not None)


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("未见异常", "未发现问题"),
        ("没有问题", "未发现问题"),
        ("符合规定", "未发现问题"),
        ("未发现违法行为", "未发现问题"),
        ("联系不上", "通过登记的住所（经营场所）无法联系"),
        ("发现问题，责令改正", "发现问题已责令改正"),
        ("不合格", ""),
        ("不正常", ""),
        ("不配合检查", ""),  # how grave it was is not said
        ("存在问题", ""),
        ("未检查", ""),
        ("基本合格", ""),
        ("发现问题待责令改正", ""),
    ],
)
def test_result_of_the_ledger_is_proposed_or_asked_about(text, proposal):
    value, trouble = read_one(LEDGER.result, text, SETTINGS)
    assert (value, trouble.proposal) == (None, proposal)
