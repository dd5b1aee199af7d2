"""其他检查 and caps on a desk: they are frozen, printed, archived, listed as moved, and verified."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import openpyxl
import pytest

from tests import journals
from tests.cells import FIRST, cell
from tests.conftest import DECLARED, NUMBERS
from tests.steps.helpers import draw, fill_ledger, put, rows_of, sentence
from tests.steps.others import enter, policy, visit
from xlcheck.draws.formats.requests import request_to_json
from xlcheck.draws.frame.frame import frame_digest, frame_text
from xlcheck.draws.frame.rules import rules_digest, rules_text
from xlcheck.excel.read.workbook import read_book, read_cells
from xlcheck.journal.chain import event_line, line_digest
from xlcheck.model import Entity
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, ITEM_BOOK, ITEMS, OTHER_BOOK
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.check.check import find_all
from xlcheck.steps.desk.files import digest
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import freeze_task, freeze_tasks
from xlcheck.steps.draw.tasks import choose_tasks, ready_books, tasks_of
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.verify.verify import verify_desk

TASK, SAME_AGAIN = "03号", "08号"
"""Two tasks of driving schools, in the first round and in the second."""


def twice(code):
    """The rows of a company that was inspected on two days."""
    return visit(code, "2021-01-03"), visit(code)


def schools(run):
    """Codes of driving schools in operation."""
    sheet = openpyxl.load_workbook(run.desk.book(ENTITY_BOOK)).active
    titles = {c.value: c.column for c in sheet[2]}
    rows = [
        {t: sheet.cell(r, titles[t.title]).value for t in (ENTITIES.code, ENTITIES.category, ENTITIES.status)}
        for r in range(3, sheet.max_row + 1)
    ]
    return [
        r[ENTITIES.code] for r in rows if r[ENTITIES.category] == "机动车驾驶员培训" and r[ENTITIES.status] == "营业"
    ]


def frozen(run, name=TASK):
    books = ready_books(run)
    (row,) = tasks_of(books, [name])
    return freeze_task(run, books, row, DECLARED)


def differing(run):
    return [f"{d.where}：{d.found} / {d.expected}" for result in verify_desk(run) for d in result.differences]


@pytest.fixture
def capped_run(run):
    """The run on a desk where a school was inspected twice by others, and may be inspected twice a year."""
    policy(run, inspection_cap="2")
    enter(run, *twice(schools(run)[0]))
    return run


def test_desk_without_the_workbook_is_as_it_was(run):
    run.desk.book(OTHER_BOOK).unlink()
    done = draw(run, TASK)
    assert not list(done.path.parent.parent.rglob("其他检查.xlsx"))
    assert differing(run) == []


def test_workbook_under_another_name_is_pointed_out(run):
    assert [f.code for f in find_all(run)[1] if f.place.book == OTHER_BOOK.filename] == []
    run.desk.book(OTHER_BOOK).rename(run.desk.root / "其他检查(1).xlsx")
    assert [f.code for f in find_all(run)[1] if f.place.book == OTHER_BOOK.filename] == ["book.beside"]


def test_company_at_its_cap_is_left_out_with_day_and_entry(capped_run):
    code = schools(capped_run)[0]
    request = frozen(capped_run).request
    visits = "2021-01-03 其他检查第 3 行（日常）；2021-01-04 其他检查第 4 行（日常）"
    reason = f"本年度已检查 2 次（{visits}），达到每户年度检查上限 2 次"
    assert [(x.code, x.reason, x.counted) for x in request.excluded if x.reason.startswith("本年度已检查")] == [
        (code, reason, True)
    ]
    assert code not in {e.code for e in request.entities}
    folder = capped_run.desk.archive / TASK / "第1次"
    assert (folder / "输入" / OTHER_BOOK.filename).is_file()
    assert (folder / "本年度检查-202103.txt").read_text("utf-8").startswith(f"{code}|2021-01-03|")


def test_record_names_what_was_counted_and_is_sound(capped_run):
    done = draw(capped_run, TASK)
    texts = {text for cells in read_cells(done.path).values() for text in cells.values()}
    assert "本年度检查" in texts
    assert any(text.startswith("计入检查次数上限的有 1 户 2 次，明细指纹（SHA-256）") for text in texts)
    assert any("其他检查第 3 行" in text for text in texts)
    assert any("基数含本年度已抽中、检查次数已满的 1 户" in text for text in texts)
    assert differing(capped_run) == []


def test_drawn_and_inspected_companies_count_with_the_days_of_the_ledger(run):
    policy(run, inspection_cap="2")
    done = draw(run, TASK)
    enter(run, *(visit(one.code) for one in done.record.sample))
    prepare(run)
    codes = fill_ledger(run.desk.ledgers / f"检查台账-{TASK}.xlsx", 1, inspected=datetime(2021, 3, 4))
    again = replace(run, now=datetime(2021, 5, 6, 9))
    request = frozen(again, SAME_AGAIN).request
    reasons = {x.code: x.reason for x in request.excluded if x.reason.startswith("本年度已检查")}
    assert set(reasons) == {d.code for d in done.record.sample}
    assert [code for code, reason in reasons.items() if "（日常）；2021-03-04 03号）" in reason] == codes
    assert sum("；尚未检查 03号）" in reason for reason in reasons.values()) == len(reasons) - 1
    assert differing(again) == []


def test_rows_since_the_opening_are_listed_as_moved_and_red_where_they_left_somebody_out(capped_run):
    frozen(capped_run)
    draw_task(capped_run, frozen(capped_run), NUMBERS, Attendance())
    others = [visit(code, day) for code in schools(capped_run)[1:4] for day in ("2021-05-02", "2021-05-04")]
    enter(capped_run, *twice(schools(capped_run)[0]), *others)
    request = frozen(replace(capped_run, now=datetime(2021, 5, 6, 9)), SAME_AGAIN).request
    assert "其他检查登记 6 条" in request.moved_counts
    left_out = {x.code for x in request.excluded if "2021-05-02" in x.reason}
    assert set(request.late) >= left_out != set()
    listing = capped_run.desk.archive / SAME_AGAIN / "第1次" / "名录变动-202108.txt"
    assert "其他检查|" in listing.read_text("utf-8")
    assert "2021-05-02 日常" in listing.read_text("utf-8")


def test_entry_that_was_taken_back_is_listed_too(capped_run):
    draw(capped_run, TASK)
    enter(capped_run, visit("", "", inspection_type=""))
    request = frozen(replace(capped_run, now=datetime(2021, 5, 6, 9)), SAME_AGAIN).request
    assert "其他检查撤销 1 条" in request.moved_counts


def rewritten(run, change):
    """The log with its events changed and chained anew, as one who knows the format would."""
    lines = []
    for line in journals.lines(run.desk):
        event = json.loads(line)
        event.pop("previous")
        change(event)
        lines.append(event_line(lines[-1] if lines else None, event))
    (run.desk.archive / "抽取日志.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def resummed(folder):
    """The digest list written anew, as a forger would."""
    sums = folder / "SHA256SUMS.txt"
    names = [line.partition("  ")[2] for line in sums.read_text("utf-8").splitlines()]
    sums.write_text("".join(f"{digest(folder / name)}  {name}\n" for name in names), "utf-8")


def test_forged_list_of_inspections_is_found(capped_run):
    draw(capped_run, TASK)
    folder = capped_run.desk.archive / TASK / "第1次"
    path = folder / "本年度检查-202103.txt"
    path.write_text(path.read_text("utf-8").replace("2021-01-04", "2021-01-02"), "utf-8")
    resummed(folder)
    assert any("本年度检查-202103.txt 第 2 行" in one for one in differing(capped_run))


def test_company_that_is_let_in_over_its_cap_is_found(capped_run):
    request, code = frozen(capped_run).request, schools(capped_run)[0]
    folder = capped_run.desk.archive / TASK / "第1次"
    [out] = [x for x in request.excluded if x.code == code]
    entities = sorted((*request.entities, Entity(code, out.name)), key=lambda e: e.code)
    forged = replace(request, entities=tuple(entities), excluded=tuple(x for x in request.excluded if x != out))
    (folder / "冻结.json").write_text(request_to_json(forged), "utf-8")
    (folder / "抽样框-202103.txt").write_text(frame_text(forged.entities), "utf-8")
    (folder / "抽取规则-202103.txt").write_text(rules_text(forged), "utf-8")
    resummed(folder)
    digests = {
        "request": line_digest(request_to_json(forged)),
        "frame": frame_digest(forged.entities),
        "rules": rules_digest(forged),
    }
    rewritten(capped_run, lambda event: event.update(digests) if event["event"] == "freeze" else None)
    expected = f"抽取记录 03号 抽样框 {code}：列入抽样框 / {out.reason}"
    assert expected in differing(capped_run)


def test_week_that_is_over_before_the_task_ends_leaves_nobody_out(run):
    policy(run, week_cap="1")
    enter(run, visit(schools(run)[0], "2021-01-05"))
    assert not [x for x in frozen(run).request.excluded if x.reason.startswith("本年度已检查")]
    later = replace(run, now=run.now + timedelta(1))
    assert differing(later) == []


@pytest.fixture
def with_ledger(run):
    """A desk with a cap on which 03号 is drawn and its first company visited; its ledger, and the run in May."""
    policy(run, month_cap="2")
    draw(run, TASK)
    prepare(run)
    path = run.desk.ledgers / f"检查台账-{TASK}.xlsx"
    fill_ledger(path, 1, inspected=datetime(2021, 3, 4))
    return replace(run, now=datetime(2021, 5, 6, 9)), path


def refused(run):
    """What a freeze says that does not go on; nothing is logged then."""
    before = journals.lines(run.desk)
    text = sentence(frozen, run, SAME_AGAIN)
    assert journals.lines(run.desk) == before
    return text


def test_ledger_that_cannot_be_read_is_named_where_it_keeps_a_task_from_being_frozen(with_ledger):
    run, path = with_ledger
    whole = path.read_bytes()
    path.write_bytes(b"PK no workbook")
    text = refused(run)
    assert f"《{path.name}》" in text
    assert "冻结要按各本台账的检查日期计算检查次数上限" in text
    path.write_bytes(whole)
    assert frozen(run, SAME_AGAIN)


def test_copy_of_a_ledger_that_says_otherwise_is_named_and_a_person_chooses(with_ledger):
    run, path = with_ledger
    copy = path.with_name(f"{path.stem}(1).xlsx")
    copy.write_bytes(path.read_bytes())
    fill_ledger(copy, 1, inspected=datetime(2021, 3, 11))
    text = refused(run)
    assert all(f"《{name}》" in text for name in (path.name, copy.name))
    copy.rename(run.desk.root / copy.name)
    assert frozen(run, SAME_AGAIN)


@pytest.mark.parametrize(
    ("row", "key", "typed", "said"),
    [
        (3, "inspected", "查看时间", "检查日期"),
        (4, "inspected", "三月初", "三月初"),
        (4, "code", "", "统一社会信用代码"),
    ],
)
def test_day_that_cannot_be_told_is_named_and_not_counted_as_none(with_ledger, row, key, typed, said):
    run, path = with_ledger
    place = cell(LEDGER, LEDGER.column(key), row)
    before = openpyxl.load_workbook(path)[LEDGER.sheet][place].value
    put(path, {place: typed})
    text = refused(run)
    assert f"《{path.name}》" in text
    assert said in text
    put(path, {place: before})
    assert frozen(run, SAME_AGAIN)


def test_workbook_among_ledgers_that_no_task_has_keeps_nothing_from_being_frozen(with_ledger):
    run, path = with_ledger
    path.with_name("检查台账-汇总.xlsx").write_bytes(b"PK no workbook")
    assert frozen(run, SAME_AGAIN)


def test_without_a_cap_a_broken_ledger_keeps_nothing_from_being_frozen(with_ledger):
    run, path = with_ledger
    policy(run, month_cap=None)
    put(run.desk.book(ITEM_BOOK), {cell(ITEMS, ITEMS.yearly_cap, FIRST + n): None for n in range(40)})
    path.write_bytes(b"PK no workbook")
    assert frozen(run, SAME_AGAIN)


def test_no_task_of_a_run_is_frozen_where_a_ledger_keeps_one_of_them(with_ledger):
    """06号, whose item has no cap, would be frozen before 08号, whose item has one."""
    run, path = with_ledger
    policy(run, month_cap=None)
    without = [
        FIRST + n
        for n, row in enumerate(rows_of(run.desk.book(ITEM_BOOK)))
        if "驾驶" not in str(row[ITEMS.category.title])
    ]
    put(run.desk.book(ITEM_BOOK), {cell(ITEMS, ITEMS.yearly_cap, row): None for row in without})
    path.write_bytes(b"PK no workbook")
    before = journals.lines(run.desk)
    tasks = choose_tasks(run, ["06号", SAME_AGAIN], "")
    assert "没有冻结" in sentence(freeze_tasks, run, tasks, DECLARED)
    assert journals.lines(run.desk) == before
    put(run.desk.book(ITEM_BOOK), {cell(ITEMS, ITEMS.yearly_cap, FIRST + n): None for n in range(40)})
    assert len(freeze_tasks(run, choose_tasks(run, ["06号", SAME_AGAIN], ""), DECLARED)) == 2


def test_ledgers_are_read_once_for_all_tasks_of_a_run(with_ledger, monkeypatch):
    run, path = with_ledger
    read = []
    monkeypatch.setattr(
        "xlcheck.steps.desk.visits.read_book", lambda path, *more: read.append(path) or read_book(path, *more)
    )
    tasks = choose_tasks(run, [SAME_AGAIN, "13号"], "")
    before = len(read)
    done = freeze_tasks(run, tasks, DECLARED)
    assert [task.request.plan.task_no for _, task in done] == [SAME_AGAIN, "13号"]
    assert read[before:] == [path]
