"""更新名录: what an export says otherwise is found, shown and written; what has two answers is left to a person."""

import shutil
from datetime import datetime, timedelta
from itertools import pairwise

import openpyxl
import pytest
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table

from tests.builders import write_sheet
from tests.cells import FIRST, cell
from tests.journals import events
from tests.steps.helpers import draw, edited, put, rows_of, sentence, texts
from tests.steps.update.conftest import registry_rows
from tests.steps.update.planted import export_of, found_in, invented_codes, write_export, write_registry
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.messages import problem
from xlcheck.reading.folding import fold_title
from xlcheck.reading.tables import cell_text
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK
from xlcheck.schema.inputs.registries import REGISTRIES
from xlcheck.schema.outputs.update import RECORD_NAME
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.remind.status import status
from xlcheck.steps.update.adopt import adopt_update, finish_updates
from xlcheck.steps.update.update import propose, registry_of
from xlcheck.steps.update.write import write_comparison, write_update
from xlcheck.steps.verify.archive import audit

NAME, CODE, CATEGORY, STATUS = "检查对象名称", "统一社会信用代码", "对象类别", "经营状态"
NEW_CODE = next(iter(invented_codes()))


def update(run, word, path, answers=None, bound="", by=""):
    """Compare, write and adopt; returns what was compared."""
    proposal = propose(run, registry_of(word), path, bound)
    adopt_update(run, write_update(run, proposal, answers or {}, by))
    return proposal.comparison


def audited(desk):
    return audit(Archive(desk), desk.journal.draws().chain)


def compared(run, word, path, bound=""):
    return propose(run, registry_of(word), path, bound).comparison


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_planted_change_is_found_and_none_invented(run, tmp_path, seed):
    rows = write_registry(run.desk.root, 700)
    plants = export_of(rows, 140, seed)
    found = found_in(compared(run, "名录库", write_export(tmp_path / "导出.xlsx", plants.rows)), plants.rows)
    assert found == plants.planted
    assert len(found) > 100


def test_a_year_of_monthly_updates_leaves_the_registry_as_the_last_export_has_it(run, tmp_path):
    rows = write_registry(run.desk.root, 300)
    for month in range(1, 13):
        now = Run(run.desk, datetime(2021, month, 20, 9))
        plants = export_of(rows, 28, month)
        path = write_export(tmp_path / f"{month}月.xlsx", plants.rows)
        found = found_in(update(now, "名录库", path), plants.rows)
        assert found == plants.planted
        again = compared(now, "名录库", path)
        assert (again.new, again.changed, again.renamed) == ((), (), ())
        by_title = {column.title: column for column in ENTITIES}
        rows = [
            {by_title[t]: v for t, v in row.items() if t in by_title} for row in rows_of(now.desk.book(ENTITY_BOOK))
        ]
    updates = run.desk.journal.draws().updates
    assert [update.time[:7] for update in updates] == [f"2021-{month:02}" for month in range(1, 13)]
    assert all(later.before == earlier.after for earlier, later in pairwise(updates))


@pytest.mark.parametrize("word", [registry.word for registry in REGISTRIES])
def test_an_export_of_what_is_there_changes_nothing(run, export, word):
    comparison = compared(run, word, export(word))
    assert comparison.is_empty
    assert not comparison.left
    assert comparison.same == len(registry_rows(run.desk.book(registry_of(word).book)))


@pytest.mark.parametrize(
    ("word", "title", "value"),
    [("名录库", "法定代表人", "示例新人"), ("人员", "所在科室", "示例科"), ("事项", "抽查方式", "书面检查")],
)
def test_a_changed_cell_is_written_and_nothing_else(run, export, word, title, value):
    book = run.desk.book(registry_of(word).book)
    before = registry_rows(book)
    update(run, word, export(word, lambda rows: rows[2].update({title: value})))
    before[2][title] = value
    assert registry_rows(book) == before


def test_new_entries_stand_below_the_last_numbered_on_and_look_like_it(run, export):
    book = run.desk.book(ENTITY_BOOK)
    last = len(registry_rows(book))
    path = export("名录库", lambda rows: rows.append({**rows[-1], NAME: "示例新公司", CODE: NEW_CODE}))
    assert [entry.key for entry in update(run, "名录库", path).new] == [NEW_CODE]
    sheet = openpyxl.load_workbook(book)[ENTITIES.sheet]
    above, row = sheet[FIRST + last - 1], sheet[FIRST + last]
    assert (row[0].value, row[1].value, row[2].value) == (last + 1, "示例新公司", NEW_CODE)
    assert [c.border.left.style for c in row] == [c.border.left.style for c in above]
    assert [c.number_format for c in row[1:4]] == [c.number_format for c in above[1:4]]


def with_table(book, last, *, totals=False):
    """Make the registry a table of Excel, with a filter, drop-downs and a conditional format that end with its rows."""
    whole = openpyxl.load_workbook(book)
    sheet = whole[ENTITIES.sheet]
    sheet.data_validations.dataValidation = []
    rule = DataValidation("list", formula1='"营业,停业"')
    rule.sqref = MultiCellRange(f"O{FIRST}:O{last} P{FIRST}:P{FIRST + 1}")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add(f"A{FIRST}:R{last}", FormulaRule(["$O3=1"], fill=PatternFill(bgColor="FFFF00")))
    table = Table(displayName="名录", ref=f"A{FIRST - 1}:R{last}", totalsRowCount=1 if totals else None)
    table.autoFilter = AutoFilter(ref=f"A{FIRST - 1}:R{last - totals}")
    sheet.add_table(table)
    whole.save(book)


def test_a_table_of_excel_grows_by_its_new_entries(run, export):
    book = run.desk.book(ENTITY_BOOK)
    last = FIRST + len(registry_rows(book)) - 1
    with_table(book, last)
    codes = invented_codes()
    new = [{NAME: f"示例新公司{n}", CODE: next(codes)} for n in range(3)]
    update(run, "名录库", export("名录库", lambda rows: rows.extend({**rows[0], **one} for one in new)))
    sheet = openpyxl.load_workbook(book)[ENTITIES.sheet]
    assert sheet.tables["名录"].ref == sheet.tables["名录"].autoFilter.ref == f"A{FIRST - 1}:R{last + 3}"
    (rule,) = sheet.data_validations.dataValidation
    assert {str(area) for area in rule.sqref} == {f"O{FIRST}:O{last + 3}", f"P{FIRST}:P{FIRST + 1}"}
    assert f"A{FIRST}:R{last + 3}" in {str(one.sqref) for one in sheet.conditional_formatting}


def test_a_table_with_totals_stays_and_new_entries_stand_below(run, export):
    book = run.desk.book(ENTITY_BOOK)
    last = FIRST + len(registry_rows(book))
    put(book, {f"A{last}": "合计", f"B{last}": "582 户"})
    with_table(book, last, totals=True)
    update(run, "名录库", export("名录库", lambda rows: rows.append({**rows[0], NAME: "示例新公司", CODE: NEW_CODE})))
    sheet = openpyxl.load_workbook(book)[ENTITIES.sheet]
    assert (sheet.tables["名录"].ref, sheet[f"B{last + 1}"].value) == (f"A{FIRST - 1}:R{last}", "示例新公司")


def test_new_entries_stand_below_totals_and_notes(run, export):
    book = run.desk.book(ENTITY_BOOK)
    last = FIRST + len(registry_rows(book))
    put(book, {f"A{last + 1}": "合计", f"B{last + 1}": "582 户", f"A{last + 3}": "注：示例"})
    update(run, "名录库", export("名录库", lambda rows: rows.append({**rows[0], NAME: "示例新公司", CODE: NEW_CODE})))
    sheet = openpyxl.load_workbook(book)[ENTITIES.sheet]
    assert sheet[f"A{last + 1}"].value == "合计"
    assert sheet[f"B{last + 4}"].value == "示例新公司"
    assert not compared(run, "名录库", export("名录库")).new


def test_what_is_answered_of_who_is_gone_is_written(run, export):
    path = export("名录库", lambda rows: rows.__delitem__(slice(0, 3)))
    gone = compared(run, "名录库", path).gone
    assert [entry.at for entry in gone] == [FIRST, FIRST + 1, FIRST + 2]
    update(run, "名录库", path, dict(zip((entry.row for entry in gone), ("注销", "迁出", "漏了"), strict=True)))
    assert [row[STATUS] for row in registry_rows(run.desk.book(ENTITY_BOOK))[:3]] == ["注销", "迁出", "营业"]
    assert [entry.at for entry in compared(run, "名录库", path).gone] == [FIRST + 2]  # who left is missed no more


def test_an_unknown_answer_is_refused__error(run, export):
    path = export("名录库", lambda rows: rows.pop())
    proposal = propose(run, registry_of("名录库"), path)
    text = sentence(write_update, run, proposal, {proposal.comparison.gone[0].row: "没了"})
    assert text == "“没了”不是可以选的处理办法。可以选的：注销、迁出、漏了。"
    assert not run.desk.updates.exists()


def test_an_export_of_one_category_says_nothing_of_the_others(run, export):
    path = export(
        "名录库", lambda rows: rows.__setitem__(slice(None), [r for r in rows if r[CATEGORY] == "公路建设"][1:])
    )
    comparison = compared(run, "名录库", path)
    assert comparison.bounds == ("公路建设",)
    assert [entry.bound for entry in comparison.gone] == ["公路建设"]


def test_an_export_without_categories_has_to_be_told_its_own(run, export):
    def one_category(rows):
        rows[:] = [row for row in rows if row[CATEGORY] == "公路建设"]
        rows.append({**rows[0], NAME: "示例新公司", CODE: NEW_CODE})

    path = export("名录库", one_category, titles=[NAME, CODE, "成立日期"])
    text = sentence(compared, run, "名录库", path)
    assert text.startswith("《名录库导出.xlsx》没有“对象类别”一栏，不知道导出的是哪一类，没有更新。")
    assert sentence(compared, run, "名录库", path, "航空").startswith("名录里没有“航空”，没有更新。")
    (new,) = update(run, "名录库", path, bound="公路建设").new
    assert new.cells[ENTITIES.category] == "公路建设"
    assert registry_rows(run.desk.book(ENTITY_BOOK))[-1][CATEGORY] == "公路建设"
    assert compared(run, "名录库", path, "公路建设").is_empty
    assert len(compared(run, "名录库", path, "全部").gone) > 400


def test_a_person_of_the_same_name_at_another_office_is_somebody_else(run, export):
    other = {"工作单位": "示例市公安局", "执法证号": "SL140603-9999"}
    comparison = compared(run, "人员", export("人员", lambda rows: rows.append({**rows[0], **other})))
    assert [entry.key for entry in comparison.new] == ["SL140603-9999"]
    same = {"执法证号": "SL140603-9999"}
    comparison = compared(run, "人员", export("人员", lambda rows: rows.append({**rows[0], **same})))
    assert not comparison.new
    assert [found.code for found in comparison.left] == ["update.other-key"]


def test_a_blank_key_is_filled_by_the_name(run, export):
    path = export("名录库")
    put(run.desk.book(ENTITY_BOOK), {cell(ENTITIES, ENTITIES.code): None})
    (change,) = update(run, "名录库", path).changed
    assert (change.before, change.column) == ("", ENTITIES.code)
    assert compared(run, "名录库", path).is_empty


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({CODE: "示例代码", NAME: "示例另一家"}, "update.no-key"),
        ({CODE: "", NAME: "示例另一家"}, "update.no-key"),
        ({CODE: NEW_CODE, NAME: ""}, "update.nameless"),
        ({CODE: NEW_CODE}, "update.other-key"),
    ],
)
def test_a_row_that_is_none_for_sure_is_left_to_a_person(run, export, cells, code):
    comparison = compared(run, "名录库", export("名录库", lambda rows: rows.append({**rows[0], **cells})))
    assert comparison.is_empty
    assert code in {found.code for found in comparison.left}


def test_a_registry_that_has_a_code_twice_is_not_guessed_at(run, export):
    path = export("名录库", lambda rows: rows[0].update({"法定代表人": "示例新人"}))
    book = run.desk.book(ENTITY_BOOK)
    code = registry_rows(book)[0][CODE]
    put(book, {cell(ENTITIES, ENTITIES.code, FIRST + 1): code})
    comparison = compared(run, "名录库", path)
    assert not comparison.changed
    assert "本单位的名录里" in problem(comparison.left[0])
    assert not comparison.gone


def test_a_formula_of_the_registry_stays_and_is_told_of(run, export):
    path = export("名录库", lambda rows: rows[0].update({"法定代表人": "示例新人"}))
    place = cell(ENTITIES, ENTITIES.legal_person)
    edited(run.desk.book(ENTITY_BOOK), lambda sheet: sheet.__setitem__(place, '="示例"&"某"'))
    proposal = propose(run, registry_of("名录库"), path)
    written = write_update(run, proposal, {})
    assert [found.code for found in written.comparison.left] == ["update.formula"]
    assert openpyxl.load_workbook(written.book)[ENTITIES.sheet][place].value == '="示例"&"某"'


def test_a_category_in_the_name_of_a_sheet_takes_its_new_entries(run, export):
    book = run.desk.book(ENTITY_BOOK)
    rows = registry_rows(book)
    titles = [title for title in rows[0] if title != CATEGORY]

    def of(category):
        return [titles, *([row[t] for t in titles] for row in rows if row[CATEGORY] == category)]

    path = export("名录库", lambda rows: rows.append({**rows[0], NAME: "示例新公司", CODE: NEW_CODE}))
    write_sheet(book, {category: of(category) for category in ("公路建设", "道路旅客运输")})
    update(run, "名录库", path)
    sheet = next(s for s in read_sheets(book) if s.name == "道路旅客运输")
    assert [cells[titles.index(CODE)] for _, cells in sheet.rows][-1] == NEW_CODE


def test_no_number_of_a_person_stands_in_the_record(run, export):
    def change(rows):
        rows[0].update({"联系电话": "13912345678"})
        rows[1].update({"备注": "经理 13912345679"})
        rows.append({**rows[2], NAME: "示例13912345670公司", CODE: NEW_CODE, "联系电话": "13912345671"})

    update(run, "名录库", export("名录库", change))
    (record,) = run.desk.updates.rglob(RECORD_NAME)
    assert not any("1391234567" in text for text in texts(record))
    assert registry_rows(run.desk.book(ENTITY_BOOK))[0]["联系电话"] == "13912345678"
    assert "1391234567" not in run.desk.journal.draw_log.read_text("utf-8")


def test_a_name_with_a_persons_number_is_refused_before_it_is_logged__error(run, export):
    path = export("名录库").rename(run.desk.root.parent / "13912345678.xlsx")
    proposal = propose(run, registry_of("名录库"), path)
    assert "导出文件的名称" in sentence(write_update, run, proposal, {})
    assert "更新人" in sentence(
        write_update, run, propose(run, registry_of("名录库"), export("名录库")), {}, "13912345678"
    )


def test_what_was_changed_meanwhile_is_not_overwritten__error(run, export):
    proposal = propose(run, registry_of("名录库"), export("名录库", lambda rows: rows[0].update({"备注": "示例"})))
    written = write_update(run, proposal, {})
    put(run.desk.book(ENTITY_BOOK), {cell(ENTITIES, ENTITIES.remark, FIRST + 5): "同事刚写的"})
    assert sentence(adopt_update, run, written).startswith("《检查对象名录库.xlsx》在比对以后改动过，没有采用")
    assert sentence(write_update, run, proposal, {}).startswith("《检查对象名录库.xlsx》在比对以后改动过，没有采用")
    assert registry_rows(run.desk.book(ENTITY_BOOK))[5]["备注"] == "同事刚写的"
    assert not run.desk.journal.draws().updates


def test_what_is_not_adopted_changes_nothing(run, export):
    book = run.desk.book(ENTITY_BOOK)
    before = book.read_bytes()
    proposal = propose(run, registry_of("名录库"), export("名录库", lambda rows: rows[0].update({"备注": "示例"})))
    write_update(run, proposal, {})
    assert book.read_bytes() == before
    assert events(run.desk) == []


def test_an_adopted_update_is_logged_and_the_old_registry_kept(run, export):
    book = run.desk.book(ENTITY_BOOK)
    before = book.read_bytes()
    path = export("名录库", lambda rows: rows[0].update({"备注": "示例"}))
    update(run, "名录库", path, by="示例甲")
    (kept,) = (run.desk.root / "旧版").iterdir()
    assert kept.read_bytes() == before
    (event,) = run.desk.journal.draws().updates
    assert (event.book, event.source, event.by) == ("检查对象名录库.xlsx", "名录库导出.xlsx", "示例甲")
    assert event.counts.startswith("新增 0 户，变更 1 户（1 处）")


def test_an_export_that_says_nothing_otherwise_is_logged_and_leaves_the_registry(run, export):
    book = run.desk.book(ENTITY_BOOK)
    before = book.read_bytes()
    update(run, "名录库", export("名录库"))
    assert book.read_bytes() == before
    assert not (run.desk.root / "旧版").exists()
    assert len(run.desk.journal.draws().updates) == 1


def test_an_update_that_was_killed_before_it_was_logged_is_logged_by_the_next(run, export):
    proposal = propose(run, registry_of("名录库"), export("名录库", lambda rows: rows[0].update({"备注": "示例"})))
    written = write_update(run, proposal, {})
    shutil.copy(written.book, run.desk.book(ENTITY_BOOK))
    assert [event.folder for event in finish_updates(run)] == [written.folder.name]
    assert finish_updates(run) == []
    assert [event.folder for event in run.desk.journal.draws().updates] == [written.folder.name]


def test_a_comparison_changes_nothing_and_lists_both_sides(run, export):
    def change(rows):
        del rows[0]
        rows.append({**rows[0], NAME: "示例新公司", CODE: NEW_CODE})

    gone = registry_rows(run.desk.book(ENTITY_BOOK))[0][CODE]
    before = run.desk.book(ENTITY_BOOK).read_bytes()
    path = write_comparison(run, propose(run, registry_of("名录库"), export("名录库", change)))
    assert run.desk.book(ENTITY_BOOK).read_bytes() == before
    assert events(run.desk) == []
    by_name = {sheet.name: [cells[1] for _, cells in sheet.rows if len(cells) > 1] for sheet in read_sheets(path)}
    assert NEW_CODE in by_name["新增"]
    assert gone in by_name["不再出现"]


@pytest.mark.parametrize(
    ("rows", "beginning"),
    [
        ([["示例", "说明"], ["甲", "乙"]], "《别的.xlsx》里没有找到检查对象名录库的表"),
        ([[NAME, CODE]], "《别的.xlsx》的表里一行也没有"),
    ],
)
def test_a_workbook_that_is_no_export_is_refused__error(run, tmp_path, rows, beginning):
    path = write_sheet(tmp_path / "别的.xlsx", {"表": rows})
    assert sentence(compared, run, "名录库", path).startswith(beginning)


def test_an_unknown_registry_or_file_is_refused__error(run, tmp_path):
    assert sentence(registry_of, "车辆") == "“车辆”不是可以更新的名录。可以更新的：名录库、人员、事项、其他检查。"
    assert "找不到" in sentence(compared, run, "名录库", tmp_path / "没有.xlsx")


def test_a_registry_in_an_old_format_is_saved_anew_first__error(run, export):
    path, book = export("名录库"), run.desk.book(ENTITY_BOOK)
    book.rename(book.with_suffix(".xls"))
    assert sentence(compared, run, "名录库", path).startswith("《检查对象名录库.xls》是旧格式，不能照原样更新。")


def test_an_altered_record_of_an_update_is_found(run, export):
    update(run, "名录库", export("名录库", lambda rows: rows[0].update({"备注": "示例"})))
    assert audited(run.desk) == ()
    (record,) = run.desk.updates.rglob(RECORD_NAME)
    put(record, {"B3": "2021-01-04 09:00"})
    (difference,) = audited(run.desk)
    assert difference.where.endswith("名录更新记录.xlsx")


def test_the_papers_of_a_draw_cite_the_last_update(run, export):
    update(run, "名录库", export("名录库"))
    later = Run(run.desk, run.now + timedelta(days=2))
    record = draw(later, "03号").record
    cited = "检查对象名录库 2021-01-05 按《名录库导出.xlsx》更新，在冻结前 2 天；执法检查人员名录库本年没有登记过更新"
    assert record.request.updated.startswith(cited)
    for name in ("抽取公告-03号.xlsx", "抽取记录-03号.xlsx"):
        assert any(cited in text for text in texts(run.desk.draws / name))
    assert cited in (run.desk.draws / "抽取公开-03号.html").read_text("utf-8")
    assert audited(run.desk) == ()


def test_status_says_how_old_each_registry_is(run, export):
    update(run, "人员", export("人员"))
    later = Run(run.desk, run.now + timedelta(days=12))
    (note,) = [note for note in status(later, 5).reminders.notes if note.startswith("名录更新")]
    assert "检查对象名录库本年没有登记过" in note
    assert "执法检查人员名录库 12 天前（2021-01-05）" in note


def test_a_registry_of_each_kind_is_named_by_its_book_too():
    names = {book.filename.removesuffix(".xlsx") for book in (ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK)}
    assert {registry_of(name).book.filename.removesuffix(".xlsx") for name in names} == names


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_an_export_may_be_a_text_with_commas(run, export, encoding):
    (sheet,) = read_sheets(export("名录库", lambda rows: rows.append({**rows[0], NAME: "示例新公司", CODE: NEW_CODE})))
    lines = [",".join("" if c == "" else cell_text(c) for c in cells) for _, cells in sheet.rows]
    path = run.desk.root.parent / "导出.csv"
    path.write_text("\n".join(lines), encoding)
    comparison = compared(run, "名录库", path)
    assert [entry.key for entry in comparison.new] == [NEW_CODE]
    assert (comparison.changed, comparison.gone, comparison.left) == ((), (), ())


def test_archives_and_hidden_sheets_of_an_export_are_named_and_not_read(run, export):
    def add(book):
        for name in ("已注销企业", "藏起来的"):
            book.copy_worksheet(book.worksheets[0]).title = name
        book["藏起来的"].sheet_state = "hidden"

    path = export("名录库")
    book = openpyxl.load_workbook(path)
    add(book)
    book.save(path)
    proposal = propose(run, registry_of("名录库"), path)
    assert proposal.export.left_out == ("已注销企业", "藏起来的")
    assert proposal.comparison.is_empty
    assert not proposal.comparison.left


FOREIGN = {
    NAME: "业户名称",
    CODE: "社会信用代码",
    CATEGORY: "业户类别（必填）",
    "经营许可证号": "许可证号",
    "经营地址": "住所",
    "法定代表人": "法定代表人（负责人）",
    STATUS: "状态",
}
"""Titles of another system."""


def in_foreign_words(rows):
    for row in rows:
        for title, other in FOREIGN.items():
            row[other] = row.pop(title)


def test_an_export_in_the_words_of_another_system_is_held_against_the_registry(run, export):
    def change(rows):
        rows.append({**rows[0], NAME: "示例新公司", CODE: NEW_CODE})
        rows[1][NAME] += "（改名）"
        rows[2]["经营地址"] = "示例新址"
        in_foreign_words(rows)

    proposal = propose(run, registry_of("名录库"), export("名录库", change))
    one = proposal.comparison
    assert ([e.key for e in one.new], len(one.renamed), [u.after for u in one.changed]) == ([NEW_CODE], 1, ["示例新址"])
    renamed = {title: column.title for title, column in proposal.export.renamed.items()}
    assert renamed == {fold_title(theirs): ours for ours, theirs in FOREIGN.items()}
    assert (one.gone, one.left, one.untaken) == ((), (), ())


def test_a_title_of_another_system_beside_our_own_is_left_alone(run, export):
    def change(rows):
        for row in rows:
            row["住所"] = "别处"

    proposal = propose(run, registry_of("名录库"), export("名录库", change))
    assert (proposal.export.renamed, proposal.comparison.untaken) == ({}, ("住所",))


def test_of_two_titles_of_another_system_for_one_column_none_is_taken(run, export):
    def change(rows):
        for row in rows:
            row["住所"] = row.pop("经营地址")
            row["经营场所"] = "别处"

    proposal = propose(run, registry_of("名录库"), export("名录库", change))
    assert (proposal.export.renamed, proposal.comparison.untaken) == ({}, ("住所", "经营场所"))


def test_a_row_left_alone_is_named_by_its_cell_where_the_export_has_no_codes(run, export):
    def change(rows):
        rows.append({**rows[0], NAME: "示例新公司"})
        for row in rows:
            del row[CODE]

    one = compared(run, "名录库", export("名录库", change))
    (told,) = one.left
    assert (told.code, told.place.title, told.place.row) == (
        "update.no-key",
        NAME,
        2 + len(registry_rows(run.desk.book(ENTITY_BOOK))) + 1,
    )
