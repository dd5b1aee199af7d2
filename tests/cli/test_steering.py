"""A dishonest operator at the command line: each of his moves is refused, found by a command, or said on the record.

What only the superior bureau can find (a history that was begun anew, a second slip for one attempt) is played in
``test_steering_superior.py``.
"""

from datetime import datetime

import openpyxl
import pytest

from tests.cells import cell
from tests.cli.draws import KIND, events, record_of
from tests.steps.helpers import edited, put
from xlcheck.cli import screen
from xlcheck.draws.frame.inspectors import inspectors_digest
from xlcheck.draws.frame.rules import rules_digest
from xlcheck.excel.read.workbook import read_cells
from xlcheck.samples.picture import sample_picture
from xlcheck.schema.inputs import (
    APART,
    ENTITIES,
    ENTITY_BOOK,
    INSPECTOR_BOOK,
    INSPECTORS,
    LEAVES,
    PLAN,
    PLAN_BOOK,
    POLICY,
    SETTINGS_BOOK,
)
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.draw.archive import Archive

LOTTERY, BALLS = "双色球2021003期", "1 2 3 4 5 6 + 7"
THROWN = ("--number", "现场掷骰=307194286503")
TASK = ("--task", "03号", *KIND)


@pytest.fixture
def clock(monkeypatch):
    """Set the clock on the wall; it shows the morning of 4 January 2021 first."""

    def turned(*moment):
        monkeypatch.setattr(screen, "now", lambda: datetime(*moment))

    turned(2021, 1, 4, 9)
    return turned


@pytest.fixture
def bureau(sample_copy, xlcheck, clock):
    """Runs a command on the desk: exit code, and all that is said."""

    def run(command, *arguments, typed=""):
        code, out, err = xlcheck(command, sample_copy, *arguments, typed=typed)
        return code, out + err

    return run


@pytest.fixture
def by_dice(bureau):
    """Freezes 03号 by dice, and types what was thrown in another run: exit code, and all that either says."""

    def drawn(*arguments):
        code, frozen = bureau("draw", *TASK, *arguments, "--dice")
        if code != 0:
            return code, frozen
        code, text = bureau("draw", *TASK, *THROWN)
        return code, frozen + text

    return drawn


def red(folder, name="03号"):
    """What the page of a record says, and its strength."""
    page = read_cells(folder / "抽取" / f"抽取记录-{name}.xlsx")["抽取记录"].values()
    return record_of(folder, name).strength, "\n".join(page)


def rows_of(folder, category="机动车驾驶员培训"):
    sheet = openpyxl.load_workbook(folder / ENTITY_BOOK.filename).active
    column = next(c.column for c in sheet[2] if c.value == ENTITIES.category.title)
    return [row for row in range(3, sheet.max_row + 1) if sheet.cell(row, column).value == category]


def typed_over(folder, row, **values):
    put(folder / ENTITY_BOOK.filename, {cell(ENTITIES, ENTITIES.column(k), row): v for k, v in values.items()})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--dice", "--number", "现场掷骰=307194286503"), "冻结、打印收存单（掷骰记录单）以后才产生"),
        (("--lottery", LOTTERY, "--number", f"{LOTTERY}={BALLS}"), "冻结、打印收存单（掷骰记录单）以后才产生"),
        (("--lottery", LOTTERY, "--system", "--reason", "示例"), "只能有一个"),
        (("--system", "--reason", "示例", "--number", "本机随机数=777"), "不能输入"),
        (("--witness", "示例甲", "--witness", "示例甲 "), "没有指明随机来源"),
        (("--drand", "1"), "没有"),
        (("--lottery", "双色球2019001期"), "可能已经知道"),
        (("--lottery", "双色球1期"), "请"),
        (("--lottery", "双色球2021999期"), "请"),
        (("--lottery", "福彩3D2021009期"), "3D"),
        (("--lottery", "本局摇奖2021009期"), "不是"),
        (("--lottery", "演练彩票2021009期"), "演练用的"),
    ],
)
def test_a_source_that_he_could_steer_is_refused__error(bureau, sample_copy, arguments, said):
    code, text = bureau("draw", *TASK, *arguments)
    assert code == 2
    assert said in text
    assert [event for event in events(sample_copy) if event[0] == "reveal"] == []


@pytest.mark.parametrize(
    "numbers", ["1 1 1", "1 2 3 4 31 40 + 7", "1 2 3 4 5 6 + 17", "1 2 3 4 5 6", "0 2 3 4 5 6 + 7"]
)
def test_numbers_that_cannot_be_are_refused__error(bureau, sample_copy, clock, numbers):
    bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)
    clock(2021, 1, 8, 9)
    assert bureau("draw", *TASK, "--number", f"{LOTTERY}={numbers}")[0] == 2
    assert events(sample_copy) == [("freeze", "03号")]


@pytest.mark.parametrize(
    "spelt", ["双色球第2021003期", "双色球2021003 期", "福彩双色球2021003期", "双色球２０２１００３期"]
)
def test_an_issue_that_is_known_is_known_in_every_spelling__error(bureau, clock, spelt):
    bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)
    clock(2021, 1, 7, 22)
    assert bureau("draw", *TASK, "--number", f"{LOTTERY}={BALLS}")[0] == 0
    code, text = bureau("draw", "--task", "05号", *KIND, "--freeze", "--lottery", spelt)
    assert (code, "已经揭晓" in text) == (2, True)


def test_giving_up_once_the_lottery_is_out_is_red(bureau, sample_copy, clock):
    bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)
    clock(2021, 1, 7, 23)
    bureau("draw", *TASK, "--abandon", "示例理由")
    bureau("draw", *TASK, "--freeze", "--lottery", "双色球")
    clock(2021, 1, 20, 9)
    assert bureau("draw", *TASK, typed=f"{BALLS}\n是\n")[0] == 0
    assert "18:00 以后放弃" in red(sample_copy, "03号-第2次")[1]


def test_giving_up_before_the_lottery_is_out_has_its_reason_on_the_record_and_is_not_red(bureau, sample_copy, clock):
    bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)
    bureau("draw", *TASK, "--abandon", "示例理由")
    bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)
    clock(2021, 1, 8, 9)
    assert bureau("draw", *TASK, typed=f"{BALLS}\n是\n")[0] == 0
    said = red(sample_copy, "03号-第2次")[1]
    assert "18:00 以后放弃" not in said
    assert "示例理由" in said


@pytest.mark.parametrize("how", ["status", "founded"])
def test_an_entry_right_before_the_freeze_is_counted_in_red(bureau, by_dice, sample_copy, clock, how):
    bureau("draw", "--task", "05号", *KIND, "--freeze", "--dice")  # fixes the opening of the year
    value = {"status": "停业", "founded": datetime(2021, 1, 2)}[how]
    typed_over(sample_copy, rows_of(sample_copy)[0], **{how: value})
    by_dice()
    said = red(sample_copy)[1]
    assert "日内首次见到的登记使 1 户未列入" in said


def test_moving_a_company_to_another_category_needs_a_reason_that_is_printed(bureau, by_dice, sample_copy, clock):
    bureau("draw", *TASK, "--freeze", "--dice")
    bureau("draw", *TASK, "--abandon", "示例理由")  # a dummy freeze hides nothing
    typed_over(sample_copy, rows_of(sample_copy)[0], category="机动车维修")
    assert by_dice()[0] == 2
    code, _ = by_dice("--moved", "企业转产")
    assert code == 0
    assert "改类别 1 户；移出、改类别的原因：企业转产" in red(sample_copy, "03号-第2次")[1].replace("名录变动：", "")


def test_deleting_a_company_needs_a_reason_that_is_printed(bureau, by_dice, sample_copy):
    bureau("draw", "--task", "05号", *KIND, "--freeze", "--dice")  # fixes the opening of the year
    edited(sample_copy / ENTITY_BOOK.filename, lambda sheet: sheet.delete_rows(rows_of(sample_copy)[0]))
    code, text = by_dice()
    assert (code, "请写明理由" in text) == (2, True)
    assert by_dice("--moved", "已注销")[0] == 0
    assert "移出、改类别的原因：已注销" in red(sample_copy)[1]


@pytest.mark.parametrize("reason", ["。", "-", "1", "无", " "])
def test_a_full_stop_is_no_reason_for_anything_that_is_printed__error(bureau, sample_copy, clock, reason):
    directed = ("--task", "04号", "--kind", "定向", "--filter", "信用风险等级为A、B", "--dice")
    bureau("draw", "--task", "05号", *KIND, "--freeze", "--lottery", LOTTERY)
    assert bureau("draw", "--task", "05号", "--abandon", reason)[0] == 2
    assert bureau("draw", *TASK, "--system", "--reason", reason)[0] == 2
    assert bureau("draw", *directed, "--deviation", reason)[0] == 2
    edited(sample_copy / ENTITY_BOOK.filename, lambda sheet: sheet.delete_rows(rows_of(sample_copy)[0]))
    assert bureau("draw", *TASK, "--dice", "--moved", reason)[0] == 2
    clock(2021, 1, 3, 9)
    assert bureau("draw", "--clock", reason)[0] == 2
    clock(2021, 1, 8, 9)
    bureau("draw", "--task", "05号", "--number", f"{LOTTERY}={BALLS}")
    assert bureau("draw", "--task", "05号", "--again", reason, "--moved", "已注销", "--dice")[0] == 2
    corrected = ("--task", "05号", "--number", "1 2 3 4 5 8 + 7", "--reason", reason)
    code, text = bureau("correct", *corrected, typed="是\n是\n是\n")
    assert (code, "没有写明理由，没有改动" in text) == (2, True)
    assert [event for event, _ in events(sample_copy)] == ["freeze", "reveal", "draw"]


def inspectors_who_may(folder, category="机动车驾驶员培训"):
    """Rows and certificates of the inspectors whose scope has the category."""
    sheet = openpyxl.load_workbook(folder / INSPECTOR_BOOK.filename).active
    rows = range(3, sheet.max_row + 1)
    scope, cert = (cell(INSPECTORS, column, 1).rstrip("1") for column in (INSPECTORS.scope, INSPECTORS.cert))
    return [(row, sheet[f"{cert}{row}"].value) for row in rows if category in str(sheet[f"{scope}{row}"].value)]


def date_of_an_inspection(folder):
    typed_over(folder, rows_of(folder)[0], last_drawn=datetime(2021, 1, 3))


def scopes_narrowed(folder):
    narrowed = {cell(INSPECTORS, INSPECTORS.scope, row): "机动车维修" for row, _ in inspectors_who_may(folder)[3:]}
    put(folder / INSPECTOR_BOOK.filename, narrowed)


def all_but_three_on_leave(folder):
    whole = (datetime(2021, 1, 1), datetime(2021, 4, 30))
    gone = enumerate((cert for _, cert in inspectors_who_may(folder)[3:]), start=10)
    cells = {
        cell(LEAVES, column, row): value
        for row, cert in gone
        for column, value in zip((LEAVES.cert, LEAVES.first, LEAVES.last), (cert, *whole), strict=True)
    }
    put(folder / INSPECTOR_BOOK.filename, cells, LEAVES.sheet)


def two_kept_apart(folder):
    (_, one), (_, other), *_ = inspectors_who_may(folder)
    put(folder / INSPECTOR_BOOK.filename, {"A3": one, "B3": other, "C3": "示例事由"}, APART.sheet)


def team_of_three(folder):
    put(folder / SETTINGS_BOOK.filename, {cell(POLICY, POLICY.value): "3"}, POLICY.sheet)


def another_ratio(folder):
    put(folder / PLAN_BOOK.filename, {cell(PLAN, PLAN.ratio, 5): "60%"})


@pytest.mark.parametrize(
    ("change", "counted", "said"),
    [
        (date_of_an_inspection, "改上次抽查日期 1 户", ""),
        (scopes_narrowed, "人员改范围", "执法事项范围不含本类别"),
        (all_but_three_on_leave, "请假登记", "请假"),
        (two_kept_apart, "不得同组登记 1 对", ""),
        (team_of_three, "抽查策略改动 1 项", ""),
        (another_ratio, "计划改比例 1 项", ""),
    ],
)
def test_what_is_moved_right_before_the_freeze_is_counted_on_notice_and_record(
    bureau, by_dice, sample_copy, change, counted, said
):
    bureau("draw", "--task", "05号", *KIND, "--freeze", "--dice")  # fixes the opening of the year
    change(sample_copy)
    code, text = by_dice()
    assert code == 0, text
    book = read_cells(sample_copy / "抽取" / "抽取记录-03号.xlsx")
    assert counted in "\n".join(book["抽取记录"].values())
    assert said in "\n".join(value for cells in book.values() for value in cells.values())
    assert counted in (sample_copy / "抽取" / "抽取公告-03号.html").read_text("utf-8")
    assert bureau("verify")[0] == 0


@pytest.mark.parametrize(
    "change", [scopes_narrowed, all_but_three_on_leave, two_kept_apart, team_of_three, another_ratio]
)
def test_what_is_moved_between_freeze_and_draw_is_not_drawn_by(bureau, sample_copy, clock, change):
    bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)
    frozen = Archive(Desk(sample_copy)).frozen("03号", 1)
    change(sample_copy)
    clock(2021, 1, 8, 9)
    assert bureau("draw", *TASK, "--number", f"{LOTTERY}={BALLS}")[0] == 0
    record = record_of(sample_copy, "03号")
    assert (record.inspectors_digest, record.rules_digest) == (
        inspectors_digest(frozen.inspectors),
        rules_digest(frozen),
    )
    assert bureau("verify")[0] == 0


def test_lines_that_are_cut_off_the_log_leave_a_record_that_tells_of_them(bureau, by_dice, sample_copy):
    by_dice()
    log = sample_copy / "存档" / "抽取日志.jsonl"
    lines = log.read_text("utf-8").splitlines(keepends=True)
    log.write_text("".join(lines[:-2]), "utf-8")  # the numbers and the draw
    assert bureau("verify")[0] == 1
    code, text = bureau("draw", *TASK, "--number", "现场掷骰=000000000000")
    assert (code, "可能被删改过" in text) == (2, True)


@pytest.mark.parametrize("title", ["统一社会信用代码", "检查对象名称", "备注", "法定代表人", "联系电话"])
def test_a_filter_that_names_one_is_refused__error(bureau, title):
    code, text = bureau("draw", "--task", "03号", "--kind", "定向", "--filter", f"{title}为示例", "--dice")
    assert code == 2
    assert "不能识别" in text


def test_a_filter_of_his_own_needs_a_reason_and_says_how_many_it_leaves(bureau, sample_copy):
    directed = ("--task", "04号", "--kind", "定向", "--filter", "信用风险等级为A、B", "--dice")
    code, text = bureau("draw", *directed)
    assert (code, "须写明原因" in text) == (2, True)
    bureau("draw", *directed, "--deviation", "示例原因")
    bureau("draw", *directed[:2], *THROWN)
    said = red(sample_copy, "04号")[1]
    assert "与计划不同的原因：示例原因" in said
    assert "定向后 " in said


def test_a_name_in_the_page_and_a_fingerprint_in_the_notice_are_found(bureau, by_dice, sample_copy):
    by_dice()
    record = record_of(sample_copy, "03号")
    for name, old in (("抽取公开", record.sample[0].name), ("抽取公告", record.frame_digest)):
        path = sample_copy / "抽取" / f"{name}-03号.html"
        whole = path.read_text("utf-8")
        path.write_text(whole.replace(old, "0" * 64, 1), "utf-8", newline="")
        code, text = bureau("verify")
        assert code == 1
        assert f"{name}-03号.html" in text
        path.write_text(whole, "utf-8", newline="")
    assert bureau("verify")[0] == 0


def test_clocks_of_his_own_stop_him__error(bureau, sample_copy, clock):
    clock(2031, 1, 4, 9)
    bureau("draw", *TASK, "--freeze", "--dice")
    for year in (2021, 2000):
        clock(year, 1, 5, 9)
        code, text = bureau("draw", *TASK, *THROWN)
        assert (code, "早于抽取日志" in text) == (2, True)
    assert events(sample_copy) == [("freeze", "03号")]


def test_a_freeze_that_nobody_held_says_so_in_red_and_one_that_was_held_does_not(bureau, sample_copy, clock):
    bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)
    bureau("draw", "--task", "05号", *KIND, "--freeze", "--lottery", "大乐透")
    bureau("lodge", "--slip", "2", "--witness", "示例监督人")
    clock(2021, 1, 12, 9)
    bureau("draw", *TASK, "--number", f"{LOTTERY}={BALLS}")
    bureau("draw", "--task", "05号", typed="1 2 3 4 5 + 6 7\n是\n")
    strength, said = red(sample_copy)
    assert (strength, "不能排除多次冻结后择一" in said) == ("公开号码，未收存", True)
    strength, said = red(sample_copy, "05号")
    assert (strength, "不能排除" in said) == ("甲·监督人留存", False)


@pytest.mark.parametrize("holder", ["示例甲", "示 例 甲", "示例甲（局办）", "示例甲同志"])
def test_the_operator_as_his_own_witness_shows_nothing(bureau, sample_copy, clock, holder):
    bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)
    assert bureau("lodge", "--slip", "1", "--witness", holder)[0] == 0
    clock(2021, 1, 8, 9)
    bureau("draw", *TASK, "--operator", "示例甲", "--number", f"{LOTTERY}={BALLS}")
    strength, said = red(sample_copy)
    assert (strength, f"收存的人（{holder}）就是操作人" in said) == ("公开号码，未收存", True)


@pytest.mark.parametrize("holder", ["123", "……", "监督人", "无人", "本人"])
def test_a_witness_who_is_nobody_cannot_hold_a_slip__error(bureau, holder):
    bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)
    code, text = bureau("lodge", "--slip", "1", "--witness", holder)
    assert (code, "没有写明由谁收存" in text) == (2, True)


@pytest.mark.parametrize("witness", ["无", "123", "监督人", "示例甲科长", ""])
def test_dice_that_nobody_else_watched_are_red(bureau, sample_copy, witness):
    bureau("draw", *TASK, "--dice")
    bureau("draw", *TASK, *THROWN, "--operator", "示例甲", "--witness", witness)
    strength, said = red(sample_copy)
    assert (strength, "没有写明操作人以外的监督人" in said) == ("掷骰，无人监督", True)


def test_a_record_without_an_operator_says_that_the_witness_must_be_somebody_else(bureau, sample_copy, clock):
    bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)
    bureau("lodge", "--slip", "1", "--witness", "示例甲")
    bureau("draw", "--task", "05号", *KIND, "--dice")
    bureau("draw", "--task", "05号", *THROWN, "--witness", "示例甲")
    clock(2021, 1, 8, 9)
    bureau("draw", *TASK, "--number", f"{LOTTERY}={BALLS}")
    assert "这以监督人不是操作人、手中确有收存联为前提，本记录不能证明" in red(sample_copy)[1]
    assert "监督人不是操作人，留有存根。这些本记录不能证明" in red(sample_copy, "05号")[1]


def test_a_receipt_that_nobody_issued_stays_a_statement_of_his_own(bureau, sample_copy, clock):
    bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)
    bureau("lodge", "--slip", "1", "--stated", "SC-2021-7", "--holder", "示例市局")
    clock(2021, 1, 8, 9)
    bureau("draw", *TASK, "--number", f"{LOTTERY}={BALLS}")
    strength, said = red(sample_copy)
    assert strength == "公开号码，未收存"
    assert "本单位自述，没有附凭据" in said


def test_nothing_is_frozen_while_another_draw_is_due__error(bureau, clock):
    bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)
    clock(2021, 1, 7, 19)
    code, text = bureau("draw", "--task", "05号", *KIND, "--freeze", "--lottery", "双色球")
    assert (code, "已经开奖（或正在开奖）" in text) == (2, True)


def test_what_is_changed_between_freeze_and_draw_changes_nothing(bureau, sample_copy, clock):
    bureau("draw", *TASK, "--freeze", "--lottery", LOTTERY)
    row = rows_of(sample_copy)[0]
    sheet = openpyxl.load_workbook(sample_copy / ENTITY_BOOK.filename).active
    code = sheet[cell(ENTITIES, ENTITIES.code, row)].value
    typed_over(sample_copy, row, status="停业")
    clock(2021, 1, 8, 9)
    bureau("draw", *TASK, "--number", f"{LOTTERY}={BALLS}")
    assert code in {entity.code for entity in record_of(sample_copy, "03号").request.entities}


ON_LEAVE = "SL140603-0007"
"""Whom the sample has on leave within the window of 03号."""


def photo_of(folder, number):
    path = folder.parent / f"照片{number}.png"
    path.write_bytes(sample_picture(number))
    return path


def gone(task, code, *evidence, reason="迁出"):
    given = [part for path in evidence for part in ("--evidence", path)]
    return "replace", task, "--entity", code, "--reason", reason, *given


def page_of(folder, number, name="03号"):
    return "\n".join(read_cells(folder / "抽取" / f"补抽记录-{name}-{number}.xlsx")["补抽记录"].values())


def replaced(xlcheck, folder, command, task, *arguments):
    code, out, err = xlcheck(command, task, folder, *arguments)
    return code, out + err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("照片.jpg", b"", "是空的"),
        ("照片.jpg", b"x", "只有 1 个字节"),
        ("照片.jpg", "示例：该企业已搬走。".encode() * 9, "是纯文字"),
        ("证明.txt", "示例：该企业已搬走。".encode() * 9, "是纯文字"),
        ("照片.jpg", b"\xff\xd8\xff\xe0" + bytes(500), "不完整或已损坏"),
        ("照片.jpg", b"MZ" + bytes(500), "是程序"),
    ],
)
def test_evidence_that_proves_nothing_is_refused__error(bureau, by_dice, xlcheck, sample_copy, name, content, said):
    by_dice()
    path = sample_copy.parent / name
    path.write_bytes(content)
    first = record_of(sample_copy, "03号").sample[0].code
    code, text = replaced(xlcheck, sample_copy, *gone("03号", first, path))
    assert (code, said in text) == (2, True)
    assert "replacement" not in [event for event, _ in events(sample_copy)]


def test_evidence_that_was_given_for_another_company_is_refused__error(bureau, by_dice, xlcheck, sample_copy):
    by_dice()
    first, second = (drawn.code for drawn in record_of(sample_copy, "03号").sample[:2])
    assert replaced(xlcheck, sample_copy, *gone("03号", first, photo_of(sample_copy, 1)))[0] == 0
    code, text = replaced(xlcheck, sample_copy, *gone("03号", second, photo_of(sample_copy, 1)))
    assert (code, "已经用在 03号 第 1 次补抽" in text) == (2, True)


def test_a_company_that_is_gone_and_stays_in_operation_is_told_of_everywhere(bureau, by_dice, xlcheck, sample_copy):
    by_dice()
    record = record_of(sample_copy, "03号")
    text = replaced(xlcheck, sample_copy, *gone("03号", record.sample[0].code, photo_of(sample_copy, 1)))[1]
    assert "改这一户的经营状态" in text
    wrong = f"以“迁出”退出的“{record.sample[0].name}”，这里的经营状态仍是“营业”"
    bureau("check")
    assert any(wrong in said for said in read_cells(sample_copy / "校验" / "校验报告.xlsx")["问题清单"].values())
    assert wrong in bureau("status")[1].replace("\n", "")
    entered = record.order[len(record.sample)]
    replaced(xlcheck, sample_copy, *gone("03号", entered.code, photo_of(sample_copy, 2)))
    assert f"同一席再次补抽：{entered.name}是第 1 次补抽补入的" in page_of(sample_copy, 2)
    bureau("report")
    sheets = read_cells(sample_copy / "统计" / "进度与统计.xlsx")
    assert list(sheets["补抽清单"].values()).count("不一致") == 2
    assert "第 1 次" in sheets["补抽清单"].values()
    assert bureau("verify")[0] == 0


def test_four_inspectors_on_leave_in_a_minute_are_red_and_must_stand_in_the_sheet(
    bureau, by_dice, xlcheck, sample_copy
):
    by_dice()
    record = record_of(sample_copy, "03号")
    certs = dict.fromkeys(cert for team in record.teams for cert in team.certs)
    for cert in [cert for cert in certs if cert != ON_LEAVE][:4]:
        code, text = replaced(xlcheck, sample_copy, "replace", "03号", "--inspector", cert, "--reason", "请假")
        assert (code, "“请假”表中登记起止日期" in text) == (0, True)
    assert "一天内补抽 2 次" not in page_of(sample_copy, 2)
    assert "本任务在 2021-01-04 一天内补抽 4 次，退出检查对象 0 户、检查人员 4 人" in page_of(sample_copy, 4)
    bureau("check")
    listed = list(read_cells(sample_copy / "校验" / "校验报告.xlsx")["问题清单"].values())
    assert sum("“请假”表中没有包括那一天或以后的登记" in said for said in listed) == 4
    assert bureau("verify")[0] == 0
