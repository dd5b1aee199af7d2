"""台账: forms and ledger are made once; what exists is left alone and said."""

import re
import shutil
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests.builders import ENTITY, typed_table
from tests.cells import FIRST, cell, number
from tests.excel.packages import parts_of, png
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
    put,
    rows_of,
    sentence,
    set_unit,
    texts,
)
from tests.steps.others import enter, policy, visit
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.draws.verification.draw import content_digest
from xlcheck.excel.fill.graft import Artwork, graft
from xlcheck.excel.fill.pictures import pictures_of
from xlcheck.excel.fill.rowmap import RowMap
from xlcheck.excel.forms import FORMS, INSPECTION_FORM
from xlcheck.excel.qr_code import is_code_of, modules_of
from xlcheck.excel.read.png import shades_of
from xlcheck.excel.read.workbook import read_cells, read_sheets
from xlcheck.model import FOREVER
from xlcheck.results.ledger.given_lines import given_lines
from xlcheck.schema.inputs import (
    ENTITIES,
    ENTITY_BOOK,
    INSPECTOR_BOOK,
    INSPECTORS,
    ITEM_BOOK,
    ITEMS,
    PLAN,
    PLAN_BOOK,
)
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.table import Filler
from xlcheck.steps.desk.forms import entity_cells
from xlcheck.steps.desk.load import load_year
from xlcheck.steps.ledger import prepare as step
from xlcheck.steps.ledger.draw_part import DrawPart
from xlcheck.steps.ledger.paper_facts import notice_number
from xlcheck.steps.ledger.prepare import prepare, prepared_files
from xlcheck.steps.verify.visit_codes import visit_of_code


def test_each_drawn_task_gets_letters_forms_and_ledger(drawn):
    run, done = drawn
    (made,) = prepare(run)
    assert made.task_no == "03号"
    assert made.left_alone == ()
    assert [p.relative_to(run.desk.root).as_posix() for p in made.made] == [
        "表单/抽查通知书-03号.xlsx",
        "表单/检查记录表-03号.xlsx",
        "台账/检查台账-03号.xlsx",
        "表单/行政检查审批表-03号.xlsx",
        "表单/送达回证-03号.xlsx",
    ]
    for path in (*made.made[:2], made.made[-1]):
        assert len(read_sheets(path)) == len(done.record.sample)


def test_no_workbook_is_written_to(drawn):
    run, _ = drawn
    before = inputs(run.desk)
    prepare(run)
    assert inputs(run.desk) == before


def test_ledger_holds_what_the_draw_decided(ledger_desk):
    _, record, path = ledger_desk
    rows = rows_of(path)
    given = LEDGER.filled_by(Filler.DRAW)
    assert len(given) == 10
    for row, expected in zip(rows, given_lines(drawn_task_of(record)), strict=True):
        for column in given:
            assert str(row[column.title]) == str(getattr(expected, column.key))
    assert not any(row.get("检查日期") for row in rows)


def test_ledger_takes_from_the_registry_what_the_registry_fills(drawn, monkeypatch):
    run, done = drawn
    taken = [replace(c, filled_by=Filler.REGISTRY) for c in (ENTITIES.town, ENTITIES.founded, ENTITIES.licence_to)]
    filled = {}
    monkeypatch.setattr(step, "LEDGER", LEDGER.with_columns((*LEDGER.columns, *taken)))
    monkeypatch.setattr(step, "fill_form", lambda *arguments, **_: filled.update(arguments[3]))
    prepare(run)
    entities = load_year(run)[0].entities
    rows = {code: row for row, code in entities.rows(ENTITIES.code)}
    said = [[entities.shown(rows[entity.code], column) for column in taken] for entity in done.record.sample]
    lines = [[str(line[column.title]) for column in taken] for line in filled["台账"]]
    assert lines == [[text.replace("长期", str(FOREVER)) for text in texts] for texts in said]
    for line, entity in zip(filled["台账"], done.record.sample, strict=True):
        assert (line[LEDGER.code.title], line[LEDGER.name.title]) == (entity.code, entity.name)


def test_registry_that_has_no_such_entity_or_cell_fills_nothing():
    other = "91140603MA0K00002H"
    first, second = ENTITY | {"no": 7}, ENTITY | {"code": other, "founded": ""}
    table = typed_table(ENTITIES, [first, ENTITY | {"name": "示例二"}, second])
    columns = (ENTITIES.no, ENTITIES.name, ENTITIES.founded)
    assert entity_cells(table, columns, {ENTITY["code"], other, "91140603MA0K00009X"}) == {
        ENTITY["code"]: dict(zip(columns, (7, ENTITY["name"], date(2015, 3, 1)), strict=True)),
        other: dict(zip(columns, (None, ENTITY["name"], None), strict=True)),
    }
    assert entity_cells(None, columns, {other}) == entity_cells(table, (), {other}) == {}


def test_ledger_computes_its_deadlines_and_holds_no_other_formula(ledger_desk):
    _, record, path = ledger_desk
    sheet = openpyxl.load_workbook(path)["检查台账"]
    column = number(LEDGER, LEDGER.publish_by)
    values = [cell.value for (cell,) in sheet.iter_rows(min_col=column, max_col=column)]
    made = [value for value in values if str(value).startswith("=")]
    assert len(made) == len(record.sample)
    assert all("公示期限对照" in text for text in made)
    assert len(formulas(path)) == len(made)


def test_deadlines_of_the_ledger_reach_beyond_the_window(ledger_desk):
    _, _, path = ledger_desk
    table = {
        cells[0].date(): cells[1].date() for _, cells in read_sheets(path)[2].rows if isinstance(cells[0], datetime)
    }
    assert min(table) == date(2021, 1, 1)
    assert max(table) == date(2021, 7, 29)
    assert table[date(2021, 3, 1)] == date(2021, 3, 10)
    assert table[date(2021, 4, 30)] == date(2021, 5, 13)


def deadline_note(path):
    """What stands above the table of deadlines."""
    (_, cells), *_ = read_sheets(path)[2].rows
    return cells[0]


def test_year_whose_holidays_nobody_knows_is_said_in_the_ledger_and_by_the_step(drawn, monkeypatch):
    run, _ = drawn
    monkeypatch.setattr("xlcheck.reading.calendar.deadlines._has_notice", lambda _: False)
    edited(run.desk.root / "单位设置.xlsx", lambda sheet: sheet.delete_rows(3, 60), "节假日")
    (made,) = prepare(run)
    assert made.unknown_years == (2021,)
    assert "2021 年的节假日安排尚不可知" in deadline_note(run.desk.ledgers / "检查台账-03号.xlsx")
    assert prepare(run)[0].unknown_years == ()  # nothing was made


def test_known_year_needs_no_note(ledger_desk):
    _, _, path = ledger_desk
    assert deadline_note(path) == "本表由程序按节假日安排填写，请勿改动。"


def test_second_run_changes_nothing_and_says_so(ledger_desk):
    run, _, _ = ledger_desk
    before = contents(run.desk.root)
    (again,) = prepare(run)
    assert again.made == ()
    assert len(again.left_alone) == 5
    assert contents(run.desk.root) == before


def test_what_staff_have_done_to_the_ledger_survives(ledger_desk):
    run, _, path = ledger_desk
    fill_ledger(path, 2)

    def restyle(sheet):
        name = sheet[cell(LEDGER, LEDGER.name, LEDGER_FIRST)]
        name.fill = PatternFill("solid", fgColor="FFFF00")
        name.comment = Comment("下周再去", "示例员")
        sheet[beside(LEDGER, LEDGER_HEADER)] = "复核人"
        sheet[beside(LEDGER, LEDGER_FIRST)] = "示例员"

    edited(path, restyle)
    before = path.read_bytes()
    prepare(run)
    assert path.read_bytes() == before


def test_letters_and_record_forms_print_the_basis_of_the_tasks_items(run):
    put(run.desk.book(PLAN_BOOK), {cell(PLAN, PLAN.items): "客运站企业、企业动态监控"})
    laws = ("《甲条例》", "《乙规定》第二条", "《丙办法》", "《丁办法》")
    put(run.desk.book(ITEM_BOOK), {cell(ITEMS, ITEMS.basis, row): law for row, law in enumerate(laws, start=FIRST)})
    draw(run, "01号")
    prepare(run)
    for form in ("抽查通知书", "检查记录表"):
        told = texts(run.desk.forms / f"{form}-01号.xlsx")
        assert any("《乙规定》第二条；《丁办法》" in text for text in told)
        assert not any("《甲条例》" in text or "客运车辆技术状况" in text for text in told)


def letters_of(run, task="03号"):
    """What the notices of a task say, a text an entity, in the order of the visits."""
    sheets = read_cells(run.desk.forms / f"抽查通知书-{task}.xlsx")
    return ["\n".join(cells.values()) for cells in sheets.values()]


def test_letters_say_whom_to_ask_where_settings_do_and_leave_a_blank_where_not(drawn):
    run, _ = drawn
    set_unit(run.desk.root, contact="示例科室", open_phones="0349-1234567、0349-7654321")
    prepare(run)
    for letter in letters_of(run):
        assert "联系人：示例科室，联系电话：0349-1234567。" in letter
        assert "监督电话：＿＿" in letter


def test_letters_are_numbered_by_bureau_year_task_and_company(drawn):
    run, done = drawn
    prepare(run)
    numbers = [re.search(r"平鲁区交通运输局检通〔2021〕(\S+)号", letter)[1] for letter in letters_of(run)]
    assert numbers == [f"03-{n:03d}" for n in range(1, len(done.record.sample) + 1)]


def test_letters_count_the_inspections_of_the_year_and_name_the_cap(drawn):
    run, done = drawn
    first, second = done.record.sample[:2]
    enter(run, visit(first.code), visit(first.code, "2021-01-05"), visit(second.code, "2020-12-30"))
    prepare(run)
    said = letters_of(run)
    assert "这是本年度第 3 次检查你单位，上限：2 次。" in said[0]
    assert "这是本年度第 1 次检查你单位，上限：2 次。" in said[1]
    policy(run, inspection_cap=4)
    (run.desk.forms / "抽查通知书-03号.xlsx").unlink()
    prepare(run)
    assert "第 3 次检查你单位，上限：4 次。" in letters_of(run)[0]


def test_letters_ask_for_what_the_items_need_each_once(drawn):
    run, _ = drawn
    schools = [n for n, row in enumerate(rows_of(run.desk.book(ITEM_BOOK)), start=FIRST) if "培训" in row["检查对象"]]
    needs = ("示例台账、示例证照", "示例证照；示例合同", "", "")
    put(run.desk.book(ITEM_BOOK), {cell(ITEMS, ITEMS.materials, n): t for n, t in zip(schools, needs, strict=False)})
    prepare(run)
    assert "请提前准备以下材料：示例台账、示例证照、示例合同。" in letters_of(run)[0]


def test_letters_of_a_list_without_that_column_ask_for_the_usual(drawn):
    run, _ = drawn
    edited(run.desk.book(ITEM_BOOK), lambda sheet: sheet.delete_cols(number(ITEMS, ITEMS.materials)))
    prepare(run)
    assert "请提前准备以下材料：营业执照、经营许可证件、" in letters_of(run)[0]


def test_a_letter_to_a_company_whose_team_was_replaced_has_a_number_of_its_own(drawn):
    run, done = drawn
    numbers = set()
    for part in (DrawPart(drawn_task_of(done.record), 0), DrawPart(drawn_task_of(done.record), 2)):
        for entered in (0, 2):
            there = replace(part.task.visits[0], entered=entered)
            numbers.add(notice_number(load_year(run)[0].settings, part, 1, there))
    assert numbers == {f"平鲁区交通运输局检通〔2021〕03-001{again}号" for again in ("", "-2")}


def test_code_of_letter_and_record_is_found_again_and_drawn_on_both(drawn):
    run, done = drawn
    prepare(run)
    for name in ("抽查通知书", "检查记录表"):
        path = run.desk.forms / f"{name}-03号.xlsx"
        for drawn_entity, (sheet, cells) in zip(done.record.sample, read_cells(path).items(), strict=True):
            code = re.search(r"核对码：(\S+)", "\n".join(cells.values()))[1]
            found = visit_of_code(run, code)
            assert (found.paper.code, found.changed) == (drawn_entity.code, False)
            (picture,) = openpyxl.load_workbook(path)[sheet]._images
            assert is_code_of(modules_of(shades_of(picture._data())), found.paper.scanned)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("GHDZ-JTRM", "这不是核对码，可能抄错"), ("0000-0000-0000-0000-0000-0000-0", "不属于本年度的任何一次检查")],
)
def test_code_that_is_of_no_visit__error(drawn, typed, said):
    run, _ = drawn
    assert said in sentence(visit_of_code, run, typed)


def test_approval_lists_every_company_with_its_team_and_its_other_inspections(drawn):
    run, done = drawn
    first = done.record.sample[0]
    enter(run, visit(first.code, "2021-01-05", source="示例交办"))
    prepare(run)
    path = run.desk.forms / "行政检查审批表-03号.xlsx"
    front, listed = read_cells(path).values()
    said = "\n".join(front.values())
    assert f"机动车驾驶员培训 {len(done.record.sample)} 户" in said
    assert "名单中 1 户本年度已有检查" in said
    assert "平鲁区交通运输局检批〔2021〕03号" in said
    assert content_digest(done.record) in said
    rows = rows_of(path, 1)
    assert [row["统一社会信用代码"] for row in rows] == [d.code for d in done.record.sample]
    assert [row["检查人员"] for row in rows] == [
        done.record.request.named(one.team.certs) for one in drawn_task_of(done.record).visits
    ]
    assert ["2021-01-05" in str(row.get("本年度其他检查")) for row in rows] == [True, False]
    assert all(row["经营地址"] for row in rows)
    assert "以上共 2 户" in "".join(listed.values())


def test_receipts_name_the_company_and_the_number_of_its_notice(drawn):
    run, done = drawn
    prepare(run)
    sheets = read_cells(run.desk.forms / "送达回证-03号.xlsx")
    for n, (entity, cells) in enumerate(zip(done.record.sample, sheets.values(), strict=True), start=1):
        said = "".join(cells.values())
        assert f"{entity.name}（统一社会信用代码：{entity.code}）" in said
        assert f"行政检查通知书\n平鲁区交通运输局检通〔2021〕03-{n:03d}号" in said


def test_folder_of_templates_that_is_older_than_a_form_gets_it_from_the_program(drawn):
    run, _ = drawn
    own = run.desk.root.parent.parent / "templates" / "表单"
    shutil.copytree(run.desk.templates / "表单", own)
    for form in FORMS:
        if form.later:
            (own / form.filename).unlink()
    (made,) = prepare(run)
    assert len(made.made) == 5


def test_what_the_first_version_prepared_is_prepared(ledger_desk):
    run, record, _ = ledger_desk
    names = [path.name for path in prepared_files(run.desk, drawn_task_of(record))]
    assert names == ["抽查通知书-03号.xlsx", "检查记录表-03号.xlsx", "检查台账-03号.xlsx"]


def test_only_what_is_missing_is_made_again(ledger_desk):
    run, _, path = ledger_desk
    fill_ledger(path, 1)
    kept = path.read_bytes()
    letters = run.desk.forms / "抽查通知书-03号.xlsx"
    letters.unlink()
    (again,) = prepare(run)
    assert again.made == (letters,)
    assert path.read_bytes() == kept


def test_second_attempt_gets_a_ledger_of_its_own(ledger_desk):
    run, _, path = ledger_desk
    fill_ledger(path, 1)
    kept = path.read_bytes()
    draw(run, "03号", again="首次抽取时断电")
    (made,) = prepare(run)
    assert {p.name for p in made.made} == {
        "行政检查审批表-03号-第2次.xlsx",
        "送达回证-03号-第2次.xlsx",
        "抽查通知书-03号-第2次.xlsx",
        "检查记录表-03号-第2次.xlsx",
        "检查台账-03号-第2次.xlsx",
    }
    assert path.read_bytes() == kept


def test_tasks_are_named_by_either_number(drawn):
    run, _ = drawn
    draw(run, "05号")
    assert [task.task_no for task in prepare(run, ["05号"])] == ["05号"]
    assert [task.task_no for task in prepare(run, ["202103", "03号"])] == ["03号"]


def test_task_that_is_not_drawn__error(drawn):
    run, _ = drawn
    text = sentence(prepare, run, ["03号", "99号"])
    assert "“99号”还没有抽取" in text
    assert "03号" in text
    assert not run.desk.ledgers.exists()


def test_nothing_drawn__error(run):
    assert "请先做“抽取”" in sentence(prepare, run)


@pytest.mark.parametrize("book", [ENTITY_BOOK, ITEM_BOOK])
def test_registry_that_is_gone__error(drawn, book):
    run, _ = drawn
    run.desk.book(book).rename(run.desk.root / "改名.xlsx")
    assert f"《{book.filename}》" in sentence(prepare, run)
    assert not run.desk.forms.exists()


def test_plan_that_was_lost_after_the_draw__ok(drawn):
    run, _ = drawn
    run.desk.book(PLAN_BOOK).unlink()
    (made,) = prepare(run)
    assert len(made.made) == 5


def test_forms_hold_the_facts_of_each_company(drawn):
    run, done = drawn
    prepare(run)
    registry = {row["统一社会信用代码"]: row for row in rows_of(run.desk.book(ENTITY_BOOK))}
    sheets = read_cells(run.desk.forms / "检查记录表-03号.xlsx")
    for sample, (_, cells) in zip(done.record.sample, sheets.items(), strict=True):
        values = set(cells.values())
        row = registry[sample.code]
        assert {sample.name, sample.code, row["法定代表人"], row["经营地址"]} <= values
        assert not any("{{" in value for value in values)


def test_nothing_private_is_in_forms_or_ledger(ledger_desk):
    run, record, path = ledger_desk
    drawn_codes = {d.code for d in record.sample}
    rows = [row for row in rows_of(run.desk.book(ENTITY_BOOK)) if row["统一社会信用代码"] in drawn_codes]
    phones = {str(row["联系电话"]) for row in rows if row.get("联系电话")}
    assert phones
    for made in (path, *run.desk.forms.iterdir()):
        assert not phones & set(texts(made)), made.name


def test_formula_like_names_stay_text(run):
    """A name that begins like a formula goes through draw, record, notice, forms and ledger."""
    rows = rows_of(run.desk.book(ENTITY_BOOK))
    schools = [n for n, row in enumerate(rows, start=FIRST) if row["对象类别"] == "机动车驾驶员培训"]
    likes = ("=1+1", "+1", "-1", "@x", '=HYPERLINK("http://example.invalid")')
    names = {cell(ENTITIES, ENTITIES.name, n): f"{likes[i % len(likes)]}示例驾校{n}" for i, n in enumerate(schools)}
    people = {cell(INSPECTORS, INSPECTORS.name, n): f"{likes[n % len(likes)]}示例员{n}" for n in range(FIRST, 30)}
    items = {cell(ITEMS, column, n): "=1+1" for column in (ITEMS.basis, ITEMS.content) for n in range(FIRST, 30)}
    put(run.desk.book(ENTITY_BOOK), names)
    put(run.desk.book(INSPECTOR_BOOK), people)
    items[cell(ITEMS, ITEMS.aliases, FIRST + 8)] = "=1+1"
    put(run.desk.book(PLAN_BOOK), {cell(PLAN, PLAN.items, 5): "=1+1"})
    put(run.desk.book(ITEM_BOOK), items)
    done = draw(run, "03号")
    prepare(run)
    assert all(d.name.startswith(likes) for d in done.record.sample)
    for path in (done.path, *run.desk.draws.glob("*.xlsx"), *run.desk.forms.iterdir()):
        assert not re.search(r"示例|HYPERLINK|1\+1", "\n".join(formulas(path))), path.name
        assert path == done.path or formulas(path) == [], path.name  # the record computes its own tickets
    ledger = run.desk.ledgers / "检查台账-03号.xlsx"
    assert all("公示期限对照" in text for text in formulas(ledger))
    assert [row["检查对象名称"] for row in rows_of(ledger)] == [d.name for d in done.record.sample]


def test_template_that_staff_restyled_is_used(drawn):
    run, _ = drawn
    own = run.desk.root.parent.parent / "templates"
    shipped = run.desk.templates
    (own / "表单").mkdir(parents=True)
    for path in (shipped / "表单").iterdir():
        (own / "表单" / path.name).write_bytes(path.read_bytes())
    edited(own / "表单" / "检查台账.xlsx", lambda sheet: setattr(sheet["A1"], "value", "示例自拟标题"))
    prepare(run)
    assert "示例自拟标题" in texts(run.desk.ledgers / "检查台账-03号.xlsx")


def test_logo_on_a_restyled_form_is_on_each_companys_sheet(drawn, tmp_path):
    run, done = drawn
    forms = run.desk.root.parent.parent / "templates" / "表单"
    shutil.copytree(run.desk.templates / "表单", forms)
    (tmp_path / "局徽.png").write_bytes(png())
    with xlsxwriter.Workbook(str(tmp_path / "局徽.xlsx")) as book:
        book.add_worksheet("图").insert_image("A1", str(tmp_path / "局徽.png"))
    form = forms / INSPECTION_FORM.filename
    plain = form.rename(tmp_path / "原样.xlsx")
    first = read_sheets(plain)[0].name
    graft(plain, {first: Artwork(pictures_of(tmp_path / "局徽.xlsx")["图"], RowMap())}, form)
    prepare(run)
    parts = parts_of(run.desk.forms / "检查记录表-03号.xlsx")
    sheets = [name for name in parts if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(done.record.sample) > 1
    assert all(b"<drawing " in parts[name] for name in sheets)


def test_template_that_is_gone__error(drawn):
    run, _ = drawn
    (run.desk.root.parent.parent / "templates" / "表单").mkdir(parents=True)
    assert "找不到表单模板" in sentence(prepare, run)
    assert not run.desk.ledgers.exists()


def test_later_day_stands_on_the_ledger(drawn):
    run, _ = drawn
    prepare(replace(run, now=datetime(2021, 2, 3, 10)))
    assert any("2021年2月3日" in text for text in texts(run.desk.ledgers / "检查台账-03号.xlsx"))
