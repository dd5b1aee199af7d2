"""更新名录 on the screen: what is shown, asked and adopted; a no changes nothing."""

import pytest
from openpyxl import load_workbook

from tests.builders import write_sheet
from tests.steps.helpers import rows_of
from tests.steps.update.planted import invented_codes
from xlcheck.schema.inputs import ENTITY_BOOK, ITEM_BOOK

NAME, CODE, CATEGORY, STATUS = "检查对象名称", "统一社会信用代码", "对象类别", "经营状态"


@pytest.fixture
def export(sample_copy, tmp_path):
    """An export in which three companies are gone, one has moved and one is new; without the columns that are named."""

    def written(*without):
        rows = [{k: v for k, v in row.items() if k not in ("序号", *without)} for row in rows_of(book(sample_copy))]
        rows[3]["经营地址"] = "示例新址"
        rows.append({**rows[-1], NAME: "示例新公司", CODE: next(iter(invented_codes()))})
        data = [list(row.values()) for row in rows[3:]]
        return write_sheet(tmp_path / "导出.xlsx", {"导出": [list(rows[0]), *data]})

    return written


def book(desk):
    return desk / ENTITY_BOOK.filename


def statuses(desk):
    return [row[STATUS] for row in rows_of(book(desk))[:3]]


def test_one_answer_for_all_who_are_gone_and_one_yes(xlcheck, sample_copy, export):
    code, out, _ = xlcheck("update", "名录库", export(), "--desk", sample_copy, typed="注销\n是\n")
    assert code == 0
    assert "新增 1 户，变更 1 户（1 处），名称变了 0 户，不再出现 3 户，没有变化 578 户，没有采用 0 处" in out
    assert "经营地址：“平鲁区" in out.replace("\n    ", "")
    assert "已更新到" in out
    assert statuses(sample_copy) == ["注销"] * 3
    assert rows_of(book(sample_copy))[-1][NAME] == "示例新公司"


def test_each_who_is_gone_by_itself(xlcheck, sample_copy, export):
    typed = "逐个\n注销\n迁出\n\n是\n"
    assert xlcheck("update", "名录库", export(), "--desk", sample_copy, typed=typed)[0] == 0
    assert statuses(sample_copy) == ["注销", "迁出", "营业"]


def test_the_command_line_says_it_for_all_and_for_one(xlcheck, sample_copy, export):
    name = rows_of(book(sample_copy))[1][NAME]
    options = ("--gone", "注销", "--gone", f"{name}=迁出", "--adopt")
    assert xlcheck("update", "名录库", export(), "--desk", sample_copy, *options)[0] == 0
    assert statuses(sample_copy) == ["注销", "迁出", "注销"]


def test_a_name_that_is_not_gone_is_refused__error(xlcheck, sample_copy, export):
    code, out, err = xlcheck("update", "名录库", export(), "--desk", sample_copy, "--gone", "别家=注销")
    assert code == 2
    assert "“别家”不在“不再出现”的名单里" in out + err


@pytest.mark.parametrize("typed", ["\n否\n", ""])
def test_without_a_yes_nothing_is_changed(xlcheck, sample_copy, export, typed):
    before = book(sample_copy).read_bytes()
    code, out, _ = xlcheck("update", "名录库", export(), "--desk", sample_copy, typed=typed)
    assert code == 1
    assert "没有采用，《检查对象名录库.xlsx》没有改动" in out
    assert book(sample_copy).read_bytes() == before


def test_the_category_of_an_export_that_lacks_it_is_asked(xlcheck, sample_copy, export):
    code, out, _ = xlcheck("update", "名录库", export(CATEGORY), "--desk", sample_copy, typed="全部\n\n是\n")
    assert code == 0
    assert "导出的是哪一类（对象类别）" in out
    assert "新增的还缺：对象类别 1 处" in out


def test_a_comparison_asks_nothing(xlcheck, sample_copy, export):
    before = book(sample_copy).read_bytes()
    code, out, _ = xlcheck("update", "名录库", export(), "--desk", sample_copy, "--compare")
    assert code == 0
    assert "名录比对记录.xlsx" in out
    assert book(sample_copy).read_bytes() == before


def test_an_export_without_codes_is_told_of_before_anything_is_asked(xlcheck, sample_copy, export):
    _, out, _ = xlcheck("update", "名录库", export(CODE), "--desk", sample_copy, typed="\n否\n")
    assert "！ 导出里没有认出“统一社会信用代码”一栏，只能按名称对应" in out.replace("\n  ", "")
    assert out.index("没有认出") < out.index("怎样处理")


def test_titles_of_another_system_are_shown_with_our_own(xlcheck, sample_copy, export, tmp_path):
    head, *rows = [[cell.value for cell in row] for row in load_workbook(export())["导出"].iter_rows()]
    head = ["住所" if title == "经营地址" else title for title in head]
    path = write_sheet(tmp_path / "外系统.xlsx", {"导出": [head, *rows]})
    _, out, _ = xlcheck("update", "名录库", path, "--desk", sample_copy, typed="\n否\n")
    assert "按这些写法对应：“住所”作“经营地址”" in out


def test_an_item_is_named_once(xlcheck, sample_copy, tmp_path):
    rows = rows_of(sample_copy / ITEM_BOOK.filename)
    path = write_sheet(tmp_path / "事项.xlsx", {"导出": [list(rows[0]), list(rows[0].values())]})
    _, out, _ = xlcheck("update", "事项", path, "--desk", sample_copy, "--compare")
    assert f"· {rows[1]['抽查事项名称']}\n" in out
