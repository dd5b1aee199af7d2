"""Further moves of a dishonest operator at the command line, of the kinds of ``test_steering.py``."""

import shutil
from datetime import datetime

import openpyxl
import pytest

from tests.cells import cell
from tests.cli.draws import KIND, events, record_of
from tests.cli.test_steering import (
    BALLS,
    LOTTERY,
    TASK,
    THROWN,
    bureau,
    by_dice,
    clock,
    inspectors_who_may,
    red,
    rows_of,
    typed_over,
)
from tests.steps.helpers import edited, put
from xlcheck.excel.read.workbook import read_cells
from xlcheck.schema.inputs import (
    ENTITIES,
    ENTITY_BOOK,
    INSPECTOR_BOOK,
    INSPECTORS,
    ITEM_BOOK,
    ITEMS,
    OTHER_BOOK,
    OTHERS,
    PLAN,
    PLAN_BOOK,
    POLICY,
    RECUSALS,
    SETTINGS_BOOK,
)

__all__ = ["bureau", "by_dice", "clock"]  # fixtures

OPENED = ("draw", "--task", "05号", *KIND, "--freeze", "--dice")
"""What fixes the opening of the year."""


def all_of(folder, name="03号"):
    book = read_cells(folder / "抽取" / f"抽取记录-{name}.xlsx")
    return "\n".join(text for cells in book.values() for text in cells.values())


def code_of(folder, row):
    return openpyxl.load_workbook(folder / ENTITY_BOOK.filename).active[cell(ENTITIES, ENTITIES.code, row)].value


def test_move_14_a_clock_set_back_to_before_the_lottery_leaves_a_freeze_that_nobody_held(bureau, sample_copy, clock):
    bureau(*OPENED)
    clock(2021, 1, 9, 9)  # the numbers are out; the log's last line is of the 4th
    assert bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)[0] == 2
    clock(2021, 1, 6, 9)
    assert bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)[0] == 0
    clock(2021, 1, 9, 10)
    bureau("draw", *TASK, "--number", f"{LOTTERY}={BALLS}")
    strength, said = red(sample_copy)
    assert (strength, "不能排除多次冻结后择一" in said) == ("公开号码，未收存", True)


def test_move_15_the_best_of_many_copies_is_as_red_as_each(bureau, xlcheck, sample_copy, tmp_path, clock):
    copies = [tmp_path / str(number) / "2021" for number in range(4)]
    for number, copy in enumerate(copies):
        shutil.copytree(sample_copy, copy)
        typed_over(copy, rows_of(copy)[0], remark=f"无害的改动{number}")
        last = rows_of(copy)[-1]
        typed_over(copy, last, founded=datetime(2011 + number, 5, 1))
        xlcheck("draw", copy, *TASK, "--freeze", "--lottery", LOTTERY)
    clock(2021, 1, 8, 9)
    drawn = set()
    for copy in copies:
        assert xlcheck("draw", copy, *TASK, "--number", f"{LOTTERY}={BALLS}")[0] == 0
        drawn.add(tuple(one.code for one in record_of(copy, "03号").sample))
        assert red(copy)[0] == "公开号码，未收存"
    invented = tmp_path / "9" / "2021"
    shutil.copytree(copies[0], invented)
    code, out, err = xlcheck("draw", invented, *TASK, "--again", "示例理由", "--freeze", "--lottery", LOTTERY)
    assert (code, "已经揭晓" in out + err or "可能已经知道" in out + err) == (2, True)


def test_move_7_a_status_for_a_minute_stays_on_the_record(bureau, by_dice, sample_copy):
    bureau(*OPENED)
    row = rows_of(sample_copy)[0]
    typed_over(sample_copy, row, status="停业")
    bureau("draw", *TASK, "--dice")
    typed_over(sample_copy, row, status="营业")
    assert bureau("draw", *TASK, *THROWN)[0] == 0
    assert "日内首次见到的登记使 1 户未列入" in red(sample_copy)[1]
    assert code_of(sample_copy, row) in all_of(sample_copy)
    assert bureau("verify")[0] == 0


def typed_of_inspectors(folder, column, value, *, but):
    """Type a value of all who may inspect the companies, but the first few."""
    rows = [row for row, _ in inspectors_who_may(folder)[but:]]
    put(folder / INSPECTOR_BOOK.filename, {cell(INSPECTORS, column, row): value for row in rows})


def specialities_narrowed(folder):
    narrowed = {
        cell(INSPECTORS, INSPECTORS.specialities, row): "机动车维修" for row, _ in inspectors_who_may(folder)[1:]
    }
    put(folder / INSPECTOR_BOOK.filename, narrowed)


def certificates_that_end(folder):
    short = {
        cell(INSPECTORS, INSPECTORS.cert_to, row): datetime(2021, 2, 1) for row, _ in inspectors_who_may(folder)[3:]
    }
    put(folder / INSPECTOR_BOOK.filename, short)


def all_but_two_recused(folder):
    cells = {}
    for row, (_, cert) in enumerate(inspectors_who_may(folder)[2:], start=10):
        said = (cert, code_of(folder, rows_of(folder)[0]), "示例事由")
        columns = (RECUSALS.cert, RECUSALS.code, RECUSALS.reason)
        cells |= {cell(RECUSALS, column, row): value for column, value in zip(columns, said, strict=True)}
    put(folder / INSPECTOR_BOOK.filename, cells, RECUSALS.sheet)


def employers_of_another_trade(folder):
    others = {
        cell(INSPECTORS, INSPECTORS.employer, row): "示例区应急管理局" for row, _ in inspectors_who_may(folder)[3:]
    }
    put(folder / INSPECTOR_BOOK.filename, others)


def items_that_demand_a_specialist(folder):
    sheet = openpyxl.load_workbook(folder / ITEM_BOOK.filename).active
    column = next(c.column for c in sheet[2] if c.value == ITEMS.category.title)
    rows = [row for row in range(3, sheet.max_row + 1) if sheet.cell(row, column).value == "机动车驾驶员培训"]
    put(folder / ITEM_BOOK.filename, {cell(ITEMS, ITEMS.staffing, row): "具有机动车驾驶员培训专业资质" for row in rows})


def another_window(folder):
    put(folder / PLAN_BOOK.filename, {cell(PLAN, PLAN.window, 5): "2021年1月至3月"})


def grades_with_ratios(folder):
    def typed(sheet):
        column = sheet.max_column + 1
        for row, text in ((2, PLAN.credit.title), (5, "A级20%、B级40%、C级60%、D级100%")):
            sheet.cell(row, column).value = text

    edited(folder / PLAN_BOOK.filename, typed)


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        (specialities_narrowed, "人员改资质"),
        (certificates_that_end, "人员改证件有效期"),
        (all_but_two_recused, "回避登记"),
        (employers_of_another_trade, "人员改单位"),
        (items_that_demand_a_specialist, "事项改人员要求"),
        (another_window, "计划改日期 1 项"),
        (grades_with_ratios, "计划改分级比例 1 项"),
    ],
)
def test_whatever_leaves_only_y_is_counted_on_the_record(bureau, by_dice, sample_copy, change, counted):
    bureau(*OPENED)
    change(sample_copy)
    code, text = by_dice()
    assert code == 0, text
    assert counted in red(sample_copy)[1]
    assert bureau("verify")[0] == 0


def test_move_19_invented_inspections_that_push_a_company_over_its_cap_are_red_and_listed(bureau, by_dice, sample_copy):
    policy = openpyxl.load_workbook(sample_copy / SETTINGS_BOOK.filename)[POLICY.sheet]
    row = next(line[0].row for line in policy.iter_rows() if line[0].value == "每户年度检查上限")
    put(sample_copy / SETTINGS_BOOK.filename, {cell(POLICY, POLICY.value, row): "2"}, POLICY.sheet)
    bureau(*OPENED)
    target = code_of(sample_copy, rows_of(sample_copy)[0])
    for row, day in enumerate((2, 3), start=3):
        said = {OTHERS.code: target, OTHERS.inspected: datetime(2021, 1, day), OTHERS.inspection_type: "日常检查"}
        put(sample_copy / OTHER_BOOK.filename, {cell(OTHERS, column, row): value for column, value in said.items()})
    code, text = by_dice()
    assert code == 0, text
    assert target not in {one.code for one in record_of(sample_copy, "03号").request.entities}
    said = red(sample_copy)[1]
    assert "其他检查登记 2 条" in said
    assert "日内首次见到的登记使 1 户未列入" in said


def test_companies_that_are_put_in_to_thin_out_the_frame_are_counted(bureau, by_dice, sample_copy):
    bureau(*OPENED)

    def put_in(sheet):
        model = [c.value for c in sheet[rows_of(sample_copy)[0]]]
        codes = ("91140603MA0HNXTA1G", "91140603MA0HNXTA2E")
        for number, code in enumerate(codes):
            cells = dict(enumerate(model))
            for at, title in enumerate(c.value for c in sheet[2]):
                if title == ENTITIES.code.title:
                    cells[at] = code
                elif title == ENTITIES.name.title:
                    cells[at] = f"朔州示例新设{number}驾驶员培训学校有限公司"
            sheet.append([*cells.values()])

    edited(sample_copy / ENTITY_BOOK.filename, put_in)
    code, text = by_dice()
    assert (code, "新增 2 户" in red(sample_copy)[1] if code == 0 else text) == (0, True)


def test_a_task_that_is_given_up_late_and_comes_back_as_another_row_of_the_plan_is_red(bureau, sample_copy, clock):
    bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)
    clock(2021, 1, 7, 23)
    bureau("draw", *TASK, "--abandon", "示例理由")

    def copied(sheet):
        last = next(row for row in range(sheet.max_row, 0, -1) if sheet.cell(row, 1).value is not None)
        for column in range(1, sheet.max_column + 1):
            sheet.cell(last + 1, column).value = sheet.cell(5, column).value
        name = str(sheet[cell(PLAN, PLAN.plan_name, 5)].value)[:-2]
        new = {PLAN.plan_no: "202116", PLAN.plan_name: f"{name}16", PLAN.task_no: "16号", PLAN.window: "2021年3月至4月"}
        for column, value in new.items():
            sheet[cell(PLAN, column, last + 1)].value = value
        sheet[cell(PLAN, PLAN.task_name, last + 1)].value += "（二）"
        sheet[cell(PLAN, PLAN.window, 5)].value = "2021年1月至2月"

    edited(sample_copy / PLAN_BOOK.filename, copied)
    again = ("--task", "16号", *KIND)
    code, text = bureau("draw", *again, "--freeze", "--lottery", "双色球")
    assert code == 0, text
    clock(2021, 1, 13, 9)
    bureau("draw", *again, typed=f"{BALLS}\n是\n")
    said = red(sample_copy, "16号")[1]
    assert "同为“机动车驾驶员培训”的任务 03号 在开奖日（2021-01-07）18:00 以后放弃" in said
    assert "计划新增 1 项" in said
    code, text = bureau("verify")
    assert (code, "03号 第 1 次冻结在开奖日" in text) == (0, True)


def test_a_due_task_whose_row_is_gone_from_the_plan_still_stops_the_others_and_is_told(bureau, sample_copy, clock):
    bureau("draw", "--task", "15号", *KIND, "--freeze", "--lottery", LOTTERY)
    clock(2021, 1, 8, 9)

    def without_the_last(sheet):
        sheet.delete_rows(next(row for row in range(sheet.max_row, 0, -1) if sheet.cell(row, 1).value is not None))

    edited(sample_copy / PLAN_BOOK.filename, without_the_last)
    code, text = bureau("draw", *TASK, "--freeze", "--lottery", "双色球")
    assert (code, "任务 15号 已经开奖" in text) == (2, True)
    assert "15号 用“双色球2021003期”冻结，2021-01-07 已开奖，还没有抽取" in bureau("verify")[1]


def test_numbers_that_are_corrected_there_and_back_stand_on_the_record_each_time(bureau, sample_copy, clock):
    bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)
    clock(2021, 1, 8, 9)
    bureau("draw", *TASK, "--number", f"{LOTTERY}={BALLS}")
    for numbers in ("1 2 3 4 5 8 + 7", BALLS):
        corrected = ("--task", "03号", "--number", numbers, "--reason", "示例理由")
        code, text = bureau("correct", *corrected, typed="是\n")
        assert code == 0, text
    said = red(sample_copy)[1]
    assert "号码曾录为 01、02、03、04、05、06 + 07" in said or "号码曾录为 1 2 3 4 5 6 + 7" in said
    assert said.count("该记录作废") == 2
    assert bureau("verify")[0] == 0


@pytest.mark.parametrize("at", ["A7", "D7", "A8", "A19"])
def test_a_label_or_the_promise_of_a_notice_is_found_by_its_cell(bureau, sample_copy, at):
    bureau("draw", *TASK, "--dice")
    form = sample_copy / "抽取" / "抽取公告-03号.xlsx"
    put(form, {at: "改过的文字"})
    code, text = bureau("verify")
    assert (code, f"{at}" in text, "改过的文字" in text) == (1, True, True)


def test_a_practice_draw_whose_mark_is_taken_off_is_found(xlcheck, sample_copy, tmp_path, clock):
    books = tmp_path / "家" / "workbooks"
    shutil.copytree(sample_copy, books / "2021")
    xlcheck("practice", books)
    desk = books / "演练" / "2021"
    for book in (books / "2021").glob("*.xlsx"):
        shutil.copy(book, desk)
    number = ("--number", "现场掷骰=307194286503")
    assert xlcheck("draw", desk, *TASK, "--dice")[0] == 0
    assert xlcheck("draw", desk, *TASK, *number)[0] == 0
    page = desk / "抽取" / "抽取公开-03号.html"
    text = page.read_text("utf-8")
    assert "xlcheck-practice/2" in text
    page.write_text(text.replace("xlcheck-practice/2", "xlcheck-draw/2"), "utf-8", newline="")
    assert xlcheck("verify", page)[0] == 1
    assert [event for event, _ in events(desk)] == ["freeze", "reveal", "draw"]
