"""新建: a blank desk, and last year's carried over; nothing that exists is touched."""

import hashlib
import shutil
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests.cells import FIRST, HEADER, cell, number
from tests.reading.calendar.notices import paragraphs
from tests.steps.helpers import beside, edited, put, sentence, set_unit, setting
from xlcheck.excel.read.workbook import read_cells, read_sheets
from xlcheck.messages import Level, level
from xlcheck.schema.inputs import (
    CATEGORIES,
    ENTITIES,
    ENTITY_BOOK,
    HOLIDAYS,
    INPUT_BOOKS,
    INSPECTOR_BOOK,
    ITEM_BOOK,
    PLAN,
    PLAN_BOOK,
    SETTINGS_BOOK,
    UNIT,
    WAIVERS,
)
from xlcheck.schema.trades import OTHER_TRADE
from xlcheck.steps.check.check import check
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.load import load_settings, read_tables
from xlcheck.steps.new.new import new_desk
from xlcheck.steps.practice.sample import PRINTED_PLAN

REGISTRIES = (ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK)


def plan_of(desk):
    """The plan's rows by title, as they stand."""
    rows = [cells for _, cells in read_sheets(desk.book(PLAN_BOOK))[0].rows]
    titles = rows[HEADER - 1]
    return [dict(zip(titles, cells, strict=False)) for cells in rows[HEADER:]]


def carried(run, year=2022):
    return new_desk(run.desk.root.parent / str(year), year, run).desk


def files(folder):
    return {p.relative_to(folder): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()}


def test_blank_desk_has_every_workbook_and_its_year(tmp_path):
    made = new_desk(tmp_path / "2022", 2022)
    assert {p.name for p in (tmp_path / "2022").iterdir()} == {book.filename for book in INPUT_BOOKS}
    assert (made.notes.carried, made.notes.left) == ([], [])
    cells = read_cells(made.desk.book(SETTINGS_BOOK))["单位信息"]
    (year,) = [row for row, item in down(cells, UNIT, UNIT.item).items() if item == "年度"]
    assert down(cells, UNIT, UNIT.value)[year] == "2022"


def test_blank_desk_asks_for_the_bureaus_name_and_then_for_what_is_empty(tmp_path):
    made = new_desk(tmp_path / "2022", 2022)
    run = Run(made.desk, datetime(2022, 1, 5))
    assert "没有填写单位名称，请补填" in sentence(check, run)
    set_unit(made.desk.root, bureau="示例市示例区交通运输局")
    done = check(run)
    assert [(f.code, f.place.book) for f in done.findings] == [
        ("sheet.empty", b.filename) for b in INPUT_BOOKS[1:] if not b.optional
    ]


def test_blank_registries_offer_the_usual_categories(tmp_path):
    desk = new_desk(tmp_path / "2022", 2022).desk
    set_unit(desk.root, bureau="示例市示例区交通运输局")
    (table,) = read_tables(desk, ENTITY_BOOK)[0].values()
    assert table.parts[0].offers[ENTITIES.category] == tuple(c.name for c in load_settings(desk)[0].categories)


def test_blank_desk_of_another_trade_begins_without_categories_and_takes_its_own(tmp_path):
    made = new_desk(tmp_path / "2022", 2022, trade=OTHER_TRADE)
    folder, run = made.desk.root, Run(made.desk, datetime(2022, 1, 5))
    assert any("填写对象类别" in line for line in made.notes.to_do)
    set_unit(folder, bureau="示例县卫生健康局")
    assert ("sheet.empty", CATEGORIES.sheet) in [(f.code, f.place.sheet) for f in check(run).findings]
    names = ("餐饮服务", "公共场所")
    typed = {cell(CATEGORIES, CATEGORIES.name, FIRST + n): name for n, name in enumerate(names)}
    put(made.desk.book(SETTINGS_BOOK), typed, CATEGORIES.sheet)
    found = [f for f in check(run).findings if f.code == "registry.list-lacks"]
    assert {f.place.book for f in found} == {book.filename for book in REGISTRIES}
    assert {dict(f.params)["missing"] for f in found} == {"、".join(names)}


def test_drop_downs_of_another_trade_are_renewed_with_its_categories(tmp_path):
    made = new_desk(tmp_path / "2022", 2022, trade=OTHER_TRADE)
    set_unit(made.desk.root, bureau="示例县卫生健康局")
    typed = {cell(CATEGORIES, CATEGORIES.name, FIRST): "餐饮服务"}
    put(made.desk.book(SETTINGS_BOOK), typed, CATEGORIES.sheet)
    check(Run(made.desk, datetime(2022, 1, 5)), with_repairs=True)
    for book in REGISTRIES:
        shutil.copy2(made.desk.root / "校验" / f"改正-{book.filename}", made.desk.book(book))
    done = check(Run(made.desk, datetime(2022, 1, 6)))
    assert "registry.list-lacks" not in [f.code for f in done.findings]
    (table,) = read_tables(made.desk, ENTITY_BOOK)[0].values()
    assert table.parts[0].offers[ENTITIES.category] == ("餐饮服务",)


def test_blank_desk_names_the_trade_of_its_categories(tmp_path):
    made = new_desk(tmp_path / "2022", 2022)
    assert any("已按交通运输行业常用的填好" in line for line in made.notes.to_do)


def test_existing_folder_is_refused_and_left_alone(run):
    before = files(run.desk.root.parent)
    assert "没有改动" in sentence(new_desk, run.desk.root, 2021)
    assert "没有改动" in sentence(new_desk, run.desk.root, 2022, run)
    (run.desk.root.parent / "2022").mkdir()
    (run.desk.root.parent / "2022" / "草稿.txt").write_text("x", "utf-8")
    assert "没有改动" in sentence(new_desk, run.desk.root.parent / "2022", 2022, run)
    (run.desk.root.parent / "2022" / "草稿.txt").unlink()
    assert files(run.desk.root.parent) == before


def killed_at(name):
    """In place of ``Path.unlink``: the power fails when the file of this name is to go."""
    remove = Path.unlink

    def unlink(self, missing_ok=False):
        if self.name == name:
            pytest.exit("the power fails")
        remove(self, missing_ok)

    return unlink


def test_interrupted_when_all_was_made_it_is_told_by_the_next_run(run, monkeypatch):
    folder = run.desk.root.parent / "2022"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", killed_at(".新建.json"))
        with pytest.raises(pytest.exit.Exception):
            new_desk(folder, 2022, run)
    made = files(folder)
    other = new_desk(run.desk.root.parent / "2023", 2023, run)
    assert "没有改动" in sentence(new_desk, folder, 2023, run)
    assert "没有改动" in sentence(new_desk, folder, 2022)
    again = new_desk(folder, 2022, run)
    assert again.desk == Desk(folder)
    assert [line.replace("2022", "2023") for line in again.notes.carried] == other.notes.carried
    assert again.notes.left
    assert files(folder).items() < made.items()
    assert {path.name for path in made.keys() - files(folder).keys()} == {".新建.json"}
    assert "没有改动" in sentence(new_desk, folder, 2022, run)


def test_file_of_that_name_is_refused(tmp_path):
    (tmp_path / "2022").write_text("x", "utf-8")
    assert "没有改动" in sentence(new_desk, tmp_path / "2022", 2022)


def test_empty_folder_is_used__ok(tmp_path):
    (tmp_path / "2022").mkdir()
    assert new_desk(tmp_path / "2022", 2022).desk.book(PLAN_BOOK).exists()


@pytest.fixture
def from_print(run):
    """The desk of 2022 carried over from the plan as it was printed."""
    shutil.copy2(run.desk.root / PRINTED_PLAN, run.desk.book(PLAN_BOOK))
    return run, carried(run)


def test_printed_plan_is_renumbered_and_renamed(from_print):
    _, desk = from_print
    rows = plan_of(desk)
    assert [row["抽查计划编号"] for row in rows] == [f"2022{n:02d}" for n in range(1, 16)]
    assert [row["抽查任务编号"] for row in rows] == [f"{n:02d}号" for n in range(1, 16)]
    for n, row in enumerate(rows, start=1):
        assert row["抽查计划名称"] == f"2022年朔州市平鲁区交通运输局抽查工作计划{n:02d}"
        assert row["抽查任务名称"].startswith("2022年平鲁区交通运输局")


def test_nothing_of_another_bureau_or_year_is_left(from_print):
    _, desk = from_print
    text = "\n".join(t for cells in read_cells(desk.book(PLAN_BOOK)).values() for t in cells.values())
    names = [row[title] for row in plan_of(desk) for title in ("抽查计划名称", "抽查任务名称", "抽查日期")]
    assert len(names) == 45
    assert "献县" not in text
    assert all("2022年" in name and "2021" not in name for name in names)


def test_years_move_in_scopes_and_windows_and_the_rest_stays(from_print):
    run, desk = from_print
    before, after = plan_of(run.desk), plan_of(desk)
    assert {row["抽查日期"] for row in after} == {"2022年1月至4月", "2022年5月至8月", "2022年9月至12月"}
    assert after[0]["抽查对象范围"].startswith("2021年1月前成立的")  # the print has 2020 here
    assert after[2]["抽查对象范围"].startswith("2022年1月前成立的")
    for title in ("抽查类型", "抽查比例", "抽查事项"):
        assert [row.get(title) for row in after] == [row.get(title) for row in before]
    assert [row.get("抽查对象范围", "") for row in after[5:11]] == [""] * 6  # blank in print, and not guessed


@pytest.mark.parametrize("year", [2021, 2020])
def test_year_that_is_not_later__error(run, year):
    target = run.desk.root.parent / "又一个"
    assert f"是 2021 年度的，不能结转为 {year} 年度" in sentence(new_desk, target, year, run)
    assert not target.exists()


def test_half_a_desk_is_left_nowhere__error(run, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xlcheck.steps.new.carry_plan.write_desk_book", full)
    with pytest.raises(OSError, match="No space"):
        carried(run)
    assert [p.name for p in run.desk.root.parent.iterdir()] == ["2021"]


def test_registries_are_carried_byte_for_byte_and_last_year_is_untouched(run):
    before = files(run.desk.root)
    desk = carried(run)
    for book in REGISTRIES:
        assert desk.book(book).read_bytes() == run.desk.book(book).read_bytes()
    assert files(run.desk.root) == before


def test_settings_are_carried_without_what_belongs_to_the_year(run):
    desk = carried(run)
    old, _, _ = load_settings(run.desk)
    new, _, findings = load_settings(desk)
    assert [f for f in findings if level(f) is Level.ERROR] == []
    assert (new.year, new.document_no, new.document_date) == (2022, "", None)
    assert (new.days_off, new.days_on) == (frozenset(), frozenset())
    assert (new.bureau, new.categories, new.rounds, new.policy) == (old.bureau, old.categories, old.rounds, old.policy)
    assert new.vocabularies == old.vocabularies
    leaders = [read_cells(d.book(SETTINGS_BOOK))["领导小组"] for d in (run.desk, desk)]
    assert leaders[0] == leaders[1]


def down(cells, table, column):
    """The cells of a column below the header, by row."""
    at = number(table, column)
    return {row: text for (row, n), text in cells.items() if n == at and row > HEADER}


def in_sheet(desk, name):
    return read_cells(desk.book(SETTINGS_BOOK))[name]


def test_what_staff_added_to_the_settings_is_carried(run):
    path = run.desk.book(SETTINGS_BOOK)
    book = openpyxl.load_workbook(path)
    unit = book["单位信息"]
    own, filled, noted = beside(UNIT, FIRST), setting("bureau"), setting("short_name")
    unit[beside(UNIT, HEADER)], unit[own] = "联系人", "示例员"
    unit[filled].fill = PatternFill("solid", fgColor="FFFFFF00")
    unit[noted].comment = Comment("自己的批注", "示例员")
    book.create_sheet("值班表")["A1"] = "2021年值班"
    book.save(path)
    desk = carried(run)
    new = openpyxl.load_workbook(desk.book(SETTINGS_BOOK))
    assert new.sheetnames == book.sheetnames
    assert (new["单位信息"][own].value, new["值班表"]["A1"].value) == ("示例员", "2021年值班")
    assert new["单位信息"][filled].fill.fgColor.rgb == "FFFFFF00"
    assert new["单位信息"][noted].comment.text == "自己的批注"
    assert [str(r.sqref) for s in new for r in s.data_validations.dataValidation] == [
        str(r.sqref) for s in book for r in s.data_validations.dataValidation
    ]


def test_days_off_of_the_new_year_are_carried(run):
    new_year = {HOLIDAYS.day: date(2022, 1, 1), HOLIDAYS.kind: "休", HOLIDAYS.name: "元旦"}
    cells = {cell(HOLIDAYS, column, 42): value for column, value in new_year.items()}
    cells |= {cell(HOLIDAYS, HOLIDAYS.day, 43): "去年底", cell(HOLIDAYS, HOLIDAYS.notice): "自己加的一列"}
    put(run.desk.book(SETTINGS_BOOK), cells, HOLIDAYS.sheet)
    made = new_desk(run.desk.root.parent / "2022", 2022, run)
    cells = in_sheet(made.desk, "节假日")
    assert {text for (row, _), text in cells.items() if row > 2} == {"2022-01-01", "休", "元旦", "去年底"}
    assert "节假日 38 天：在 2022 年以前，已清空" in made.notes.left


@pytest.mark.parametrize(("year", "stays"), [(2021, False), (2022, True)])
def test_pasted_notice_is_carried_where_it_is_of_the_new_year(run, year, stays):
    lines = paragraphs(year)
    notice = {cell(HOLIDAYS, HOLIDAYS.notice, row): line for row, line in enumerate(lines, start=FIRST)}
    put(run.desk.book(SETTINGS_BOOK), notice, HOLIDAYS.sheet)
    made = new_desk(run.desk.root.parent / "2022", 2022, run)
    cells = in_sheet(made.desk, "节假日")
    assert [text for (row, _), text in cells.items() if row > 2] == (lines if stays else [])
    told = [line for line in made.notes.left if "通知原文" in line]
    assert told == ([] if stays else ["节假日的通知原文：没有 2022 年的日期，已清空"])


ACCEPTED = [
    ("registry.name-alike", "检查对象名录库", "91140603MA0K00001K", "同一集团"),
    ("plan.year", "抽查工作计划.xlsx", "202101", "按文件"),
    ("cert.pattern", "执法检查人员名录库.xls", "SL140603-0001", "旧证"),
    ("registry.licence-lapses", "检查对象名录库.xlsx", "91140603MA0K00002H", "已换证"),
    ("ledger.future", "检查台账-01号.xlsx", "91140603MA0K00001K", "补录"),
]


def test_accepted_findings_of_the_last_year_are_not_carried(run):
    columns = (WAIVERS.code, WAIVERS.book, WAIVERS.row, WAIVERS.reason, WAIVERS.by)
    accepted = {
        cell(WAIVERS, column, row): text
        for row, waiver in enumerate(ACCEPTED, start=FIRST)
        for column, text in zip(columns, (*waiver, "示例员"), strict=True)
    }
    put(run.desk.book(SETTINGS_BOOK), accepted, WAIVERS.sheet)
    made = new_desk(run.desk.root.parent / "2022", 2022, run)
    kept = down(in_sheet(made.desk, WAIVERS.sheet), WAIVERS, WAIVERS.code)
    assert set(kept.values()) == {"registry.name-alike", "cert.pattern"}
    assert "已接受问题 2 条：针对名录库和事项清单，继续有效" in made.notes.carried
    (told,) = [line for line in made.notes.left if line.startswith("已接受问题")]
    assert told.startswith("已接受问题 3 条")
    assert "plan.year，202101；registry.licence-lapses，91140603MA0K00002H；ledger.future" in told


def test_drop_downs_of_the_new_year_offer_the_categories_of_now(run):
    put(run.desk.book(SETTINGS_BOOK), {cell(CATEGORIES, CATEGORIES.name, FIRST + 5): "公路养护"}, CATEGORIES.sheet)
    before = {book: read_cells(run.desk.book(book)) for book in REGISTRIES}
    told = {f.place.book for f in check(run).findings if f.code == "registry.list-lacks"}
    assert told == {book.filename for book in REGISTRIES}
    made = new_desk(run.desk.root.parent / "2022", 2022, run)
    assert "执法检查人员名录库：原样照搬，“执法事项范围”“专业资质”的下拉列表已按现有类别更新" in made.notes.carried
    done = check(Run(made.desk, datetime(2022, 1, 5)))
    assert [f for f in done.findings if f.code == "registry.list-lacks"] == []
    for book, cells in before.items():
        after = read_cells(made.desk.book(book))
        assert {name: cells[name] for name in cells if name != "选项"} == {n: after[n] for n in after if n != "选项"}


def test_drop_downs_stay_where_no_category_is_set(run):
    edited(run.desk.book(SETTINGS_BOOK), lambda sheet: sheet.delete_rows(3, 5), "对象类别")
    desk = carried(run)
    for book in REGISTRIES:
        assert desk.book(book).read_bytes() == run.desk.book(book).read_bytes()


def test_blank_document_number_is_not_told_of(run):
    set_unit(run.desk.root, document_no=None, document_date=None)
    made = new_desk(run.desk.root.parent / "2022", 2022, run)
    assert not any("文号" in line for line in made.notes.left)


def test_registry_under_another_ending_is_carried(run):
    path = run.desk.book(ITEM_BOOK)
    target = path.with_suffix(".xls")
    path.rename(target)
    desk = carried(run)
    assert (desk.root / target.name).read_bytes() == target.read_bytes()


def test_plan_carried_from_the_corrected_one_has_no_error(run):
    desk = carried(run)
    done = check(Run(desk, datetime(2022, 1, 5)))
    assert done.count(Level.ERROR) == 0
    assert {f.code for f in done.findings} <= {"registry.licence-lapses", "registry.cert-lapses"}


def test_desk_is_carried_twice__ok(run):
    first = carried(run)
    second = carried(Run(first, datetime(2022, 12, 1)), 2023)
    assert [row["抽查日期"] for row in plan_of(second)][:2] == ["2023年1月至4月"] * 2
    assert load_settings(second)[0].year == 2023


def test_columns_of_staffs_own_are_kept(run):
    rows = range(FIRST, FIRST + 15)

    def add(sheet):
        for at, title in enumerate(("抽查主体", "备注", "备注", "印发日期")):
            sheet[beside(PLAN, HEADER, at)] = title
            for row in rows:
                sheet[beside(PLAN, row, at)] = date(2020, 12, 31) if title == "印发日期" else f"{title}{row}-{at}"
        sheet[beside(PLAN, FIRST, 1)] = 7
        sheet[beside(PLAN, FIRST + 1, 1)] = "=1+1"

    edited(run.desk.book(PLAN_BOOK), add)
    desk = carried(run)
    plan = plan_of(desk)
    assert [line["抽查主体"] for line in plan] == [f"抽查主体{row}-0" for row in rows]
    assert plan[0]["备注"] == "7"
    assert plan[1].get("备注", "") == ""  # a formula whose result was never stored
    assert plan[2]["备注（2）"] == "备注5-2"
    assert plan[2]["备注"] == "备注5-1"
    assert plan[0]["印发日期"] == datetime(2020, 12, 31)
    tables, _ = read_tables(desk, PLAN_BOOK)
    assert set(tables["plan"].extra.columns) == {"备注(2)", "印发日期"}


def test_further_days_move_with_the_year_and_those_of_the_last_plan_stay_behind(run):
    cells = {"抽取日期": date(2021, 1, 5), "完成时限": "2021年4月30日前", "公示日期": date(2021, 1, 10), "目标数": "5"}
    put(
        run.desk.book(PLAN_BOOK),
        {beside(PLAN, HEADER, n): title for n, title in enumerate(cells)}
        | {beside(PLAN, FIRST, n): content for n, content in enumerate(cells.values())},
    )
    made = new_desk(run.desk.root.parent / "2022", 2022, run)
    first = plan_of(made.desk)[0]
    assert [first.get(title, "") for title in cells] == ["2022-01-05", "2022年4月30日前", "", "5"]
    assert "抽查工作计划的公示日期：是上年度计划的日期" in made.notes.left
    assert not any("写有年份" in line for line in made.notes.to_do)


def test_years_that_were_not_moved_are_told(run):
    items, window = cell(PLAN, PLAN.items), cell(PLAN, PLAN.window, 4)
    scope = cell(PLAN, PLAN.scope, 5)
    issued = {row: beside(PLAN, row) for row in (3, 4, 6)}
    cells = {items: "按2019年修订的条例检查", window: "二〇二一年1月至4月", beside(PLAN, HEADER): "印发日期"}
    cells |= dict.fromkeys(issued.values(), date(2020, 12, 31))
    put(run.desk.book(PLAN_BOOK), cells | {scope: "2021年1月前成立的运营的全区机动车驾驶员培训企业"})
    made = new_desk(run.desk.root.parent / "2022", 2022, run)
    (told,) = [line for line in made.notes.to_do if "写有年份" in line]
    named = f"抽查事项 {items}；抽查日期 {window}；印发日期 {issued[3]}:{issued[4]}、{issued[6]}"
    assert told.endswith(f"请核对：{named}")


def test_plan_without_other_years_needs_no_look(run):
    made = new_desk(run.desk.root.parent / "2022", 2022, run)
    assert not any("写有年份" in line for line in made.notes.to_do)
    assert "抽查工作计划的工作表“更正说明”：是上年度计划的内容" in made.notes.left


@pytest.mark.parametrize(
    ("name", "renamed"),
    [
        ("2021年度献县交通运输局道路货运抽查", "2022年平鲁区交通运输局道路货运抽查"),
        ("平鲁区交通运输局2021年道路货运抽查", "2022年平鲁区交通运输局道路货运抽查"),
        ("2021年道路货运与公安局联合抽查", "2022年平鲁区交通运输局道路货运与公安局联合抽查"),
        ("道路货运2021年第一次抽查", "2022年平鲁区交通运输局道路货运2022年第一次抽查"),
        ("", None),
    ],
)
def test_task_is_named_anew(run, name, renamed):
    edited(run.desk.book(PLAN_BOOK), lambda sheet: sheet.__setitem__(cell(PLAN, PLAN.task_name), name))
    assert plan_of(carried(run))[0]["抽查任务名称"] == (renamed or "")


def test_cell_that_could_not_be_read_stays_as_it_stood(run):
    def change(sheet):
        sheet[cell(PLAN, PLAN.kind)] = "抽签决定"
        sheet[cell(PLAN, PLAN.ratio)] = 0.5
        sheet[cell(PLAN, PLAN.ratio)].number_format = "0%"
        sheet[cell(PLAN, PLAN.window, 4)] = "２０２１年1月至4月"
        sheet[cell(PLAN, PLAN.window, 5)] = "2021 年1月至4月"

    edited(run.desk.book(PLAN_BOOK), change)
    rows = plan_of(carried(run))
    assert (rows[0]["抽查类型"], rows[0]["抽查比例"]) == ("抽签决定", "50%")
    assert [row["抽查日期"] for row in rows[1:3]] == ["2022年1月至4月", "2022 年1月至4月"]


@pytest.mark.parametrize("book", [PLAN_BOOK, *REGISTRIES])
def test_last_year_without_a_workbook__error(run, book):
    run.desk.book(book).unlink()
    assert f"《{book.filename}》" in sentence(carried, run)
    assert not (run.desk.root.parent / "2022").exists()


def test_last_year_with_a_damaged_plan__error(run):
    path = run.desk.book(PLAN_BOOK)
    path.write_bytes(path.read_bytes()[:2000])
    assert "损坏" in sentence(carried, run)
    assert not (run.desk.root.parent / "2022").exists()


def test_last_year_whose_plan_has_no_header__error(run):
    edited(run.desk.book(PLAN_BOOK), lambda sheet: sheet.delete_rows(1, 2))
    assert "表头" in sentence(carried, run)
    assert not (run.desk.root.parent / "2022").exists()


def test_every_title_of_the_plan_is_kept_in_its_order(run):
    rows = dict(read_sheets(carried(run).book(PLAN_BOOK))[0].rows)
    assert rows[HEADER] == list(PLAN.as_offered.titles)


def test_desk_is_where_it_was_asked_for(tmp_path):
    made = new_desk(tmp_path / "各年" / "2030", 2030)
    assert made.desk == Desk(tmp_path / "各年" / "2030")
