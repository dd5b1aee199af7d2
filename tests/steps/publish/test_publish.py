"""公示: every row once, no row before its time, nothing private, and nothing lost on the way."""

from collections import Counter
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests.cells import FIRST, cell, found_at, number
from tests.journals import logged
from tests.steps.helpers import (
    LEDGER_FIRST,
    LEDGER_HEADER,
    beside,
    contents,
    draw,
    edited,
    fill_ledger,
    formulas,
    inputs,
    later,
    published_codes,
    put,
    rows_of,
    sentence,
    set_unit,
    texts,
    type_over,
)
from xlcheck.excel.read.workbook import read_cells, read_sheets
from xlcheck.messages import Level, level, problem, remedy
from xlcheck.schema.inputs import ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK, ITEMS
from xlcheck.schema.outputs.ledger import LEDGER, LEDGER_GIVEN
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish import publish as step
from xlcheck.steps.publish.publish import LEDGER_REPORT, publish
from xlcheck.steps.report.report import report

FILES = {"抽查结果公示.xlsx", "省平台录入表.xlsx", "信用信息归集表.xlsx", "抽查结果公示.html"}


def codes(done):
    return [f.code for f in done.findings]


def test_complete_rows_are_published(desk):
    run, _, path = desk
    filled = fill_ledger(path, 2)
    done = publish(run)
    assert done.folder == run.desk.publications / "第1批_20210305"
    assert {p.name for p in done.folder.iterdir()} == FILES
    assert (done.rows, done.before) == (2, 0)
    assert published_codes(run.desk) == filled
    page = (done.folder / "抽查结果公示.html").read_text("utf-8")
    assert all(code in page for code in filled)


def test_all_receivers_are_told_of_the_same_rows(desk):
    run, _, path = desk
    filled = set(fill_ledger(path))
    folder = publish(run).folder
    for name in FILES - {"抽查结果公示.html"}:
        cells = {text for sheet in read_cells(folder / name).values() for text in sheet.values()}
        assert filled <= cells, name


@pytest.mark.parametrize(
    ("platform", "title"),
    [
        (None, "山西省双随机监管工作平台录入表"),
        ("示例省双随机监管平台", "示例省双随机监管平台录入表"),
        ("", "省级双随机监管工作平台录入表"),
    ],
)
def test_platform_stands_in_the_title_of_its_table(desk, platform, title):
    run, _, path = desk
    if platform is not None:
        set_unit(run.desk.root, platform=platform)
    fill_ledger(path)
    (cells,) = read_cells(publish(run).folder / "省平台录入表.xlsx").values()
    assert title in cells.values()


def test_untouched_ledger_publishes_nothing(desk):
    run, _, _ = desk
    done = publish(run)
    assert (done.folder, done.rows, done.findings) == (None, 0, ())
    assert done.report.exists()
    assert list(run.desk.publications.glob("第*")) == []


def test_nothing_drawn_publishes_nothing(run):
    done = publish(run)
    assert (done.folder, done.books) == (None, ())


def test_neither_ledger_nor_workbooks_are_written_to(desk):
    run, _, path = desk
    fill_ledger(path)
    before, kept = inputs(run.desk), path.read_bytes()
    publish(run)
    publish(later(run, 3, 8))
    assert inputs(run.desk) == before
    assert path.read_bytes() == kept


def test_two_batches_publish_each_row_once(desk):
    run, record, path = desk
    first = fill_ledger(path, 2)
    publish(run)
    rest = fill_ledger(path, None, 2, inspected="2021-03-08")
    second = publish(later(run, 3, 10))
    assert second.folder.name == "第2批_20210310"
    assert (second.rows, second.before) == (len(rest), 2)
    assert Counter(published_codes(run.desk)) == Counter(d.code for d in record.sample)
    assert rows_of(second.folder / "抽查结果公示.xlsx")[0]["序号"] == "1"
    assert {entry.code for entry in logged(run.desk)} == {*first, *rest}


def test_second_run_changes_nothing_but_the_report(desk):
    run, _, path = desk
    fill_ledger(path)
    publish(run)
    before = contents(run.desk.root)
    done = publish(later(run, 3, 8))
    assert (done.folder, done.rows) == (None, 0)
    changed = {n for n, data in contents(run.desk.root).items() if before.get(n) != data}
    assert changed == {"公示/台账校验报告.xlsx", "公示/旧版/台账校验报告_20210308-090000.xlsx"}


def test_batch_on_the_same_day_gets_a_folder_of_its_own(desk):
    run, _, path = desk
    fill_ledger(path, 1)
    first = publish(run).folder
    kept = contents(first)
    fill_ledger(path, 1, 1)
    second = publish(run).folder
    assert [first.name, second.name] == ["第1批_20210305", "第2批_20210305"]
    assert contents(first) == kept


def test_batch_that_was_moved_away_is_not_numbered_again(desk):
    run, _, path = desk
    for start in (0, 1):
        fill_ledger(path, 1, start)
        publish(run)
    (run.desk.publications / "第1批_20210305").rename(run.desk.root / "已报送")
    (run.desk.publications / "第2批_20210305").rename(run.desk.publications / "第2批_20210305 已公示")
    fill_ledger(path, 1, 2)
    assert publish(run).folder.name == "第3批_20210305"


def test_what_staff_have_done_to_the_ledger_does_no_harm(desk):
    run, _, path = desk

    def restyle(sheet):
        sheet.insert_cols(number(LEDGER, LEDGER.code))
        sheet[cell(LEDGER, LEDGER.code, LEDGER_HEADER)] = "复核人"
        sheet[cell(LEDGER, LEDGER.code, LEDGER_FIRST)] = "示例员 13812345678"
        sheet[cell(LEDGER, LEDGER.name, LEDGER_FIRST)].fill = PatternFill("solid", fgColor="FFFF00")
        sheet[cell(LEDGER, LEDGER.name, LEDGER_FIRST + 1)].comment = Comment("下周再去", "示例员")
        sheet.insert_rows(1)
        sheet["A1"] = "本单位内部使用"

    fill_ledger(path, 2)
    edited(path, restyle)
    kept = path.read_bytes()
    done = publish(run)
    assert done.rows == 2
    assert path.read_bytes() == kept
    assert not any("复核人" in text or "13812345678" in text for p in done.folder.iterdir() for text in _texts(p))


def _texts(path):
    return [path.read_text("utf-8")] if path.suffix == ".html" else texts(path)


def test_row_with_an_error_is_held_back_and_the_others_go_out(desk):
    run, _, path = desk
    filled = fill_ledger(path)
    type_over(path, disposal="责令改正")
    type_over(path, LEDGER_FIRST + 1, result="随便")
    done = publish(run)
    assert {"ledger.clean-disposal", "choice.unknown", "choices.unknown"} & set(codes(done))
    assert published_codes(run.desk) == filled[2:]


def test_telephone_number_holds_its_row_back(desk):
    run, _, path = desk
    filled = fill_ledger(path)
    type_over(path, remark="联系电话0349-5551234")
    done = publish(run)
    assert codes(done) == ["ledger.personal-data"]
    assert published_codes(run.desk) == filled[1:]
    assert not any("0349-5551234" in text for p in done.folder.iterdir() for text in _texts(p))


def test_deleted_row_is_found_and_the_others_go_out(desk):
    run, record, path = desk
    filled = fill_ledger(path)
    edited(path, lambda sheet: sheet.delete_rows(LEDGER_FIRST))
    done = publish(run)
    told = next(f for f in done.findings if f.code == "ledger.missing-entity")
    assert record.sample[0].name in problem(told)
    assert published_codes(run.desk) == filled[1:]


def test_row_that_was_not_drawn_is_not_published(desk):
    run, record, path = desk
    fill_ledger(path)
    stranger = next(d for d in record.order if d.outcome != "抽中")
    type_over(path, name=stranger.name, code=stranger.code)
    done = publish(run)
    assert {"ledger.not-drawn", "ledger.missing-entity"} <= set(codes(done))
    assert stranger.code not in published_codes(run.desk)


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("code", "社会信用代码统一"),
        ("items", "检查事项内容"),
        ("inspected", "检查时间"),
        ("result", "检查的结果"),
        ("closed", "完结"),
        ("published", "公示时间"),
    ],
)
def test_ledger_with_a_renamed_column_publishes_nothing(desk, key, title):
    run, _, path = desk
    fill_ledger(path)
    type_over(path, LEDGER_HEADER, **{key: title})
    done = publish(run)
    told = next(f for f in done.findings if f.code in ("header.renamed", "header.missing"))
    assert level(told) is Level.ERROR
    assert LEDGER.column(key).title in problem(told)
    assert done.rows == 0
    assert done.folder is None


def test_ledger_with_a_deleted_column_publishes_nothing(desk):
    run, _, path = desk
    fill_ledger(path)
    edited(path, lambda sheet: sheet.delete_cols(number(LEDGER, LEDGER.disposal)))
    done = publish(run)
    assert "header.missing" in codes(done)
    assert done.rows == 0


def test_ledger_with_a_renamed_sheet__ok(desk):
    run, _, path = desk
    edited(path, lambda sheet: setattr(sheet, "title", "台账"))
    fill = openpyxl.load_workbook(path)
    assert fill.sheetnames[0] == "台账"
    assert publish(run).findings == ()


def test_ledger_that_is_open__error(desk):
    run, _, path = desk
    fill_ledger(path)
    path.with_name(f"~${path.name}").write_bytes(b"")
    text = sentence(publish, run)
    assert "《检查台账-01号.xlsx》可能正在被" in text
    assert "请保存并关闭" in text
    assert not run.desk.publications.exists()


def test_ledger_that_is_damaged__error(desk):
    run, _, path = desk
    path.write_bytes(path.read_bytes()[:2000])
    assert "《检查台账-01号.xlsx》" in sentence(publish, run)


def test_ledger_that_was_renamed_is_asked_for(desk):
    run, _, path = desk
    fill_ledger(path)
    path.rename(path.with_name("检查台账-01号（已填）.xlsx"))
    done = publish(run)
    assert codes(done) == ["ledger.missing-book", "ledger.stray"]
    assert done.findings[0].place.book == "检查台账-01号.xlsx"
    assert done.findings[1].place.book == "检查台账-01号（已填）.xlsx"
    assert done.rows == 0


def test_copy_of_one_person_beside_the_ledger_is_not_read_and_said(desk):
    run, _, path = desk
    filled = fill_ledger(path, 1)
    copy = path.with_name("检查台账-01号-示例甲.xlsx")
    copy.write_bytes(path.read_bytes())
    fill_ledger(copy)
    done = publish(run)
    assert codes(done) == ["ledger.stray"]
    assert published_codes(run.desk) == filled


def test_ledgers_without_a_log_of_draws_are_not_passed_over_in_silence(desk):
    run, _, path = desk
    fill_ledger(path)
    (run.desk.archive / "抽取日志.jsonl").unlink()
    done = publish(run)
    assert (done.rows, codes(done)) == (0, ["ledger.stray"])
    assert "抽取日志" in remedy(done.findings[0])


def test_task_whose_record_is_gone_from_the_archive_is_named_and_not_published(desk):
    run, _, path = desk
    fill_ledger(path)
    next(run.desk.archive.rglob("抽取记录.xlsx")).unlink()
    said = []
    assert publish(replace(run, say=said.append)).rows == 0
    assert any("任务 01号 的抽取记录丢失" in line for line in said)


def test_sign_that_no_cell_can_hold_does_not_stop_the_batch(desk):
    run, record, path = desk
    fill_ledger(path)
    type_over(path, remark="示例_x0007_备注")
    done = publish(run)
    assert done.rows == len(record.sample)
    assert "示例备注" in read_cells(done.folder / "抽查结果公示.xlsx")["抽查结果公示"].values()


def test_copy_of_the_sheet_in_the_same_workbook_publishes_nothing_of_either(desk):
    run, _, path = desk
    fill_ledger(path)
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["检查台账"]).title = "检查台账 备份"
    book.save(path)
    done = publish(run)
    assert (done.rows, published_codes(run.desk)) == (0, [])
    assert {"cell.repeated", "ledger.twice"} <= set(codes(done))


@pytest.mark.parametrize("result", ["发现问题已责令改正", "未发现问题"], ids=["other", "same"])
def test_company_on_two_rows_of_the_ledger_is_not_published_from_either(desk, result):
    run, record, path = desk
    fill_ledger(path)

    def copy(sheet):
        last = LEDGER_FIRST + len(record.sample)
        for cells in sheet[LEDGER_FIRST]:
            sheet.cell(last, cells.column, cells.value)
        sheet.cell(last, 1 + LEDGER.columns.index(LEDGER.result), result)

    edited(path, copy)
    first, *others = (str(row["统一社会信用代码"]) for row in rows_of(path)[:-1])
    done = publish(run)
    told = {f.place.row: problem(f) for f in done.findings if f.code in ("ledger.twice", "cell.repeated")}
    assert set(told) == {LEDGER_FIRST, LEDGER_FIRST + len(record.sample)}
    assert f"第 {LEDGER_FIRST + len(record.sample)} 行" in told[LEDGER_FIRST]
    assert sorted(published_codes(run.desk)) == sorted(others)
    assert first not in published_codes(run.desk)


def test_published_row_is_not_overdue_later(desk):
    run, _, path = desk
    fill_ledger(path, 2)
    publish(run)
    done = publish(later(run, 12, 31))
    assert codes(done) == []


def test_row_past_its_deadline_is_published_with_a_warning(desk):
    run, _, path = desk
    fill_ledger(path, 1, inspected="2021-02-01")
    done = publish(run)
    assert codes(done) == ["ledger.overdue"]
    assert done.rows == 1


def test_no_private_column_and_no_person_is_published(desk):
    run, record, path = desk
    fill_ledger(path)
    folder = publish(run).folder
    registry = {row["统一社会信用代码"]: row for row in rows_of(run.desk.book(ENTITY_BOOK))}
    people = rows_of(run.desk.book(INSPECTOR_BOOK))
    secret = {str(row["联系电话"]) for row in (*registry.values(), *people) if row.get("联系电话")}
    secret |= {str(row["执法证号"]) for row in people} | {str(row["姓名"]) for row in people}
    contacts = {str(registry[d.code]["联络人"]) for d in record.sample}
    secret |= contacts - {str(registry[d.code]["法定代表人"]) for d in record.sample}
    assert len(secret) > 500
    for published in folder.iterdir():
        whole = "\n".join(_texts(published))
        assert not [word for word in secret if word in whole], published.name


def test_credit_table_has_legal_person_and_basis(desk):
    run, record, path = desk
    fill_ledger(path)
    folder = publish(run).folder
    registry = {row["统一社会信用代码"]: row for row in rows_of(run.desk.book(ENTITY_BOOK))}
    cells = set(read_cells(folder / "信用信息归集表.xlsx")["信用信息归集表"].values())
    assert {str(registry[d.code]["法定代表人"]) for d in record.sample} <= cells
    assert any("《" in text for text in cells)


@pytest.mark.parametrize("book", [ENTITY_BOOK, ITEM_BOOK])
def test_registry_that_is_gone__error(desk, book):
    run, _, path = desk
    fill_ledger(path)
    run.desk.book(book).unlink()
    assert f"《{book.filename}》" in sentence(publish, run)
    assert not run.desk.publications.exists()


def test_formula_like_text_stays_text(desk):
    run, _, path = desk
    fill_ledger(path)
    likes = ("=1+1", "+1", "@x", '=HYPERLINK("http://example.invalid","x")')
    for row, text in enumerate(likes, start=LEDGER_FIRST):
        type_over(path, row, remark=text)
    type_over(path, LEDGER_FIRST + len(likes), method="=1+1")
    done = publish(run)
    assert done.rows >= len(likes)
    for published in done.folder.glob("*.xlsx"):
        assert formulas(published) == [], published.name
    portal = openpyxl.load_workbook(done.folder / "抽查结果公示.xlsx").worksheets[0]
    cells = {one.value: one for row in portal.rows for one in row}
    assert {cells[text].data_type for text in likes} == {"s"}
    assert formulas(done.report) == []
    page = (done.folder / "抽查结果公示.html").read_text("utf-8")
    assert "=HYPERLINK(&quot;http" in page


def test_interrupted_batch_is_made_again_whole(desk, monkeypatch):
    run, _, path = desk
    filled = fill_ledger(path)
    with monkeypatch.context() as patch:
        patch.setattr(step, "write_page", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            publish(run)
    assert list(run.desk.publications.glob("第*")) == []
    done = publish(run)
    assert {p.name for p in done.folder.iterdir()} == FILES
    assert done.folder.name == "第1批_20210305"
    assert published_codes(run.desk) == filled
    assert [p for p in run.desk.publications.iterdir() if p.name.startswith(".")] == []


def test_row_that_staff_published_elsewhere_is_left_out_and_said(desk):
    run, _, path = desk
    filled = fill_ledger(path, 3)
    type_over(path, LEDGER_FIRST + 1, published="2021-03-04")
    done = publish(run)
    assert published_codes(run.desk) == [filled[0], filled[2]]
    assert found_at(done.findings) == [("ledger.published-elsewhere", LEDGER.published.title, LEDGER_FIRST + 1)]
    assert counts(report(run))["published"] == 3  # what the batches hold and what staff published is counted alike


def counts(done):
    return {name: getattr(done.year.whole, name) for name in ("inspected", "published")}


def test_typed_day_that_differs_from_the_log_is_said_once(desk):
    run, _, path = desk
    fill_ledger(path, 5)
    publish(run)
    for row in range(4):
        type_over(path, LEDGER_FIRST + row, published="2021-03-08")
    type_over(path, LEDGER_FIRST + 4, published="2021-03-04")
    done = publish(later(run, 3, 9))
    assert sorted(codes(done)) == ["ledger.day-after-log", "ledger.day-before-log"]
    after = next(f for f in done.findings if f.code == "ledger.day-after-log")
    assert "2021-03-08 晚于公示日志中的 2021-03-05" in problem(after)
    assert "共 4 处" in problem(after)
    assert done.rows == 0


def test_narrowed_items_are_published_as_they_stand_with_a_warning(desk):
    run, _, path = desk
    fill_ledger(path, 2)
    type_over(path, items="企业动态监控")
    done = publish(run)
    assert codes(done) == ["ledger.items-changed"]
    rows = rows_of(done.folder / "抽查结果公示.xlsx")
    assert rows[0]["检查事项"] == "企业动态监控" != rows[1]["检查事项"]


def test_warning_about_a_row_that_went_out_is_shown_once(desk):
    run, _, path = desk
    fill_ledger(path, 3)
    type_over(path, inspected="2021-02-27")
    type_over(path, row=LEDGER_FIRST + 1, inspected="2021-02-28", remark="示例：企业要求")
    first = publish(run)
    assert (codes(first).count("visit.on-day-off"), first.again) == (2, ())
    again = publish(later(run, 3, 9))
    assert [found.place.row for found in again.again] == [LEDGER_FIRST]
    assert again.explained == 1
    assert {*first.findings} <= {*again.findings}  # the report has them all


def test_warning_about_a_row_that_was_changed_since_is_shown_again(desk):
    run, _, path = desk
    fill_ledger(path, 3)
    type_over(path, inspected="2021-02-27")
    publish(run)
    type_over(path, method="书面检查")
    assert publish(later(run, 3, 9)).again == ()


def test_warning_that_is_new_of_a_row_that_went_out_is_shown(desk):
    run, _, path = desk
    fill_ledger(path, 3)
    type_over(path, inspected="2021-02-27")
    publish(run)
    (run.desk.publications / LEDGER_REPORT).unlink()
    assert publish(later(run, 3, 9)).again == ()


def test_numbers_of_the_list_are_published_as_names(desk):
    run, _, path = desk
    fill_ledger(path, 1)
    type_over(path, items="2、4")
    row = rows_of(publish(run).folder / "抽查结果公示.xlsx")[0]
    assert row["检查事项"] == "客运站经营行为检查、客运企业动态监控检查"


@pytest.mark.parametrize("table", ["抽查结果公示", "省平台录入表", "信用信息归集表"])
def test_basis_is_that_of_the_items_that_were_really_inspected(desk, table):
    run, _, path = desk
    fill_ledger(path, 3)
    type_over(path, items="企业动态监控")
    type_over(path, row=LEDGER_FIRST + 1, items="企业检查")  # of two readings, so the plan's items count
    laws = ("《甲条例》", "《乙规定》", "《丙办法》", "《丁办法》")
    put(run.desk.book(ITEM_BOOK), {cell(ITEMS, ITEMS.basis, row): law for row, law in enumerate(laws, start=FIRST)})
    cells = [cells for _, cells in read_sheets(publish(run).folder / f"{table}.xlsx")[0].rows]
    head = next(n for n, row in enumerate(cells) if "检查依据" in row)
    at, whole = cells[head].index("检查依据"), "；".join(laws)
    assert [row[at] for row in cells[head + 1 : head + 4]] == ["《丁办法》", whole, whole]


@pytest.mark.parametrize("key", [c.key for c in LEDGER_GIVEN if c not in (LEDGER.items, LEDGER.plan_no)])
def test_column_of_the_draw_that_staff_changed_holds_its_row_back(desk, key):
    run, _, path = desk
    filled = fill_ledger(path, 2)
    type_over(path, **{key: "道路货物运输" if key == "category" else "示例改动"})
    done = publish(run)
    assert codes(done) == ["ledger.changed"]
    assert published_codes(run.desk) == filled[1:]


def test_each_law_stands_once_in_the_credit_table(desk):
    run, _, path = desk
    fill_ledger(path, 1)
    laws = ("《甲条例》第三条；《乙规定》", "《甲条例》第五条", "《乙规定》", "《甲条例》")
    put(run.desk.book(ITEM_BOOK), {cell(ITEMS, ITEMS.basis, row): law for row, law in enumerate(laws, start=FIRST)})
    cells = read_cells(publish(run).folder / "信用信息归集表.xlsx")["信用信息归集表"].values()
    assert "《甲条例》第三条、第五条；《乙规定》" in cells


def test_report_links_to_the_ledgers(desk):
    run, _, path = desk
    fill_ledger(path)
    type_over(path, disposal="责令改正")
    done = publish(run)
    assert done.books == ("检查台账-01号.xlsx",)
    cells = read_cells(done.report)["问题清单"]
    assert "检查台账-01号.xlsx" in cells.values()
    assert cell(LEDGER, LEDGER.disposal, LEDGER_FIRST) in cells.values()


def test_several_tasks_are_published_together_and_numbered_through(desk):
    run, record, path = desk
    draw(replace(run, now=datetime(2021, 1, 6, 9)), "05号")
    prepare(run)
    other = run.desk.ledgers / "检查台账-05号.xlsx"
    count = len(fill_ledger(path)) + len(fill_ledger(other, 3))
    done = publish(run)
    rows = rows_of(done.folder / "抽查结果公示.xlsx")
    assert [int(row["序号"]) for row in rows] == list(range(1, count + 1))
    assert Counter(row["抽查任务编号"] for row in rows) == {"01号": len(record.sample), "05号": 3}


def test_where_rows_are_to_be_approved_only_those_that_are_go_out(desk):
    run, _, path = desk
    codes = fill_ledger(path, 3)
    first, second, third = (beside(LEDGER, LEDGER_FIRST + n) for n in range(3))
    put(path, {beside(LEDGER, LEDGER_HEADER): "公示审核", first: "同意", second: "不同意"})
    done = publish(run)
    assert published_codes(run.desk) == codes[:1]
    assert {f.code for f in done.findings} == {"ledger.not-approved"}
    put(path, {second: "同意", third: "同意"})
    assert publish(run).rows == 2
    put(path, {first: None})
    type_over(path, method="书面检查", remark="选错")
    assert publish(run).corrected == 0
    put(path, {first: "同意"})
    assert publish(run).corrected == 1


def test_without_a_yes_nothing_is_published(ledger_desk):
    run, _, path = ledger_desk
    codes = fill_ledger(path, 2)
    listed = []
    result = publish(later(run, 3, 5), lambda batch: listed.extend(line.code for _, line in batch.lines))
    assert (listed, result.folder, result.declined) == (codes, None, True)
    assert not logged(run.desk)


def test_new_rows_of_all_ledgers_come_before_what_is_corrected(desk):
    run, _, path = desk
    old = fill_ledger(path, 1)
    publish(run)
    draw(run, "03号")
    prepare(run)
    new = fill_ledger(run.desk.ledgers / "检查台账-03号.xlsx", 1, inspected=f"{run.now:%Y-%m-%d}")
    type_over(path, method="书面检查", remark="登记时选错")
    batch = publish(later(run, 3, 8)).batch
    assert [line.code for _, line in batch.lines] == [*new, *old]
    assert batch.corrected == 1


def test_ledger_that_cannot_be_read_is_named_before_the_question(desk):
    run, _, path = desk
    fill_ledger(path, 1)
    draw(run, "03号")
    seen = []
    publish(run, seen.append)
    assert [batch.unread for batch in seen] == [["检查台账-03号.xlsx"]]


@pytest.mark.parametrize("meanwhile", ["typed", "published"])
def test_what_is_agreed_to_is_what_is_published__error(ledger_desk, meanwhile):
    run, _, path = ledger_desk
    fill_ledger(path, 1)
    run = later(run, 3, 5)

    def agrees(_):
        if meanwhile == "typed":
            fill_ledger(path, 1, start=1)
        else:
            publish(run)
        return True

    before = 1 if meanwhile == "published" else 0
    assert "列出的已经不是现在要公示的，没有公示" in sentence(publish, run, agrees)
    assert len(logged(run.desk)) == before


@pytest.mark.parametrize("column", ["remark", "situation"])
@pytest.mark.parametrize("picture", ['=DISPIMG("ID_0A1B",1)', '=_xlfn.DISPIMG("ID_0A1B",1)'])
def test_picture_in_a_cell_is_never_published_as_text(desk, column, picture):
    run, _, path = desk
    fill_ledger(path, 2)
    type_over(path, **{column: picture})
    done = publish(run)
    assert {"cell.picture", "cell.picture-required"} & set(codes(done))
    files = [file for file in run.desk.publications.rglob("*") if file.suffix in (".xlsx", ".html")]
    assert files
    for file in files:
        shown = texts(file) if file.suffix == ".xlsx" else [file.read_text("utf-8")]
        assert not any("DISPIMG" in text for text in shown), file
