"""The whole year of the shipped desk, as the demonstration plays it; one run for all tests here."""

import zipfile
from collections import Counter
from fractions import Fraction
from math import ceil

import openpyxl
import pytest

from tests.cells import FIRST, cell, labelled, number
from tests.steps.helpers import corrections, published_codes
from xlcheck.draws.formats.one.particulars import LABELS
from xlcheck.draws.formats.one.printed import SHEET as PAGE
from xlcheck.draws.record.book import DATA
from xlcheck.excel.read.workbook import read_cells, read_sheets
from xlcheck.model import DrawRequest
from xlcheck.samples import plan_2021
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.outputs.draw import RECORD_INSPECTORS, TEAMS, TICKETS
from xlcheck.schema.outputs.publish import PORTAL
from xlcheck.schema.outputs.report import PROGRESS
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.files import digest
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.verify.verify import verify_record


@pytest.fixture(scope="module")
def desk(whole_year):
    return Desk(whole_year.folder)


@pytest.fixture(scope="module")
def records(desk):
    return Archive(desk).records()


def ledger_rows(desk):
    """Every ledger row of the year, by title, but that of the company which was replaced."""
    gone = {
        (s.record.request.task, v.drawn.code) for s in drawn_tasks(Archive(desk)).values() for v in s.visits if v.left
    }
    assert len(gone) == 1
    for path in sorted(desk.ledgers.glob("检查台账-*.xlsx")):
        sheet = read_sheets(path)[0]
        titles = next(cells for _, cells in sheet.rows if "序号" in cells)
        for _, cells in sheet.rows:
            row = dict(zip(titles, cells, strict=False))
            task = str(row.get("抽查计划编号", ""))
            if task.startswith("2021") and (task, row["统一社会信用代码"]) not in gone:
                yield row


def test_all_fifteen_tasks_are_drawn_with_the_exact_quota(records):
    assert list(records) == [f"2021{n:02d}" for n in range(1, 16)]
    for row in plan_2021.corrected_rows():
        request = records[row[PLAN.plan_no]].request
        base = len(request.entities) + sum(x.counted for x in request.excluded)
        wanted = ceil(Fraction(int(row[PLAN.ratio].rstrip("%")), 100) * base)
        assert len(records[row[PLAN.plan_no]].sample) == min(wanted, len(request.entities))


def test_every_team_is_two_certified_inspectors_without_recusal(records):
    for record in records.values():
        people = {i.cert: i for i in record.request.inspectors}
        category = record.request.plan.scope.category
        assert {t.code for t in record.teams} == {d.code for d in record.sample}
        for team in record.teams:
            assert len(set(team.certs)) == 2
            for cert in team.certs:
                assert category in people[cert].scope
                assert people[cert].valid_to >= record.request.plan.window.end
                assert team.code not in people[cert].recused


def test_no_company_is_drawn_more_often_than_the_yearly_cap(records):
    times = Counter(d.code for r in records.values() for d in r.sample)
    assert max(times.values()) == 2


def test_every_record_is_accepted(desk, whole_year):
    assert (whole_year.verified, whole_year.differing) == (17, 0)
    assert len(list(desk.draws.glob("抽取记录-*.xlsx"))) == 15
    assert len(list(desk.draws.glob("补抽记录-*.xlsx"))) == whole_year.replaced == 2


@pytest.mark.parametrize(
    ("sheet", "where"),
    [
        (TICKETS.sheet, lambda _: cell(TICKETS, TICKETS.name, 5)),
        (DATA, lambda sheet: labelled(sheet, LABELS[DrawRequest]["reason"])),
        (RECORD_INSPECTORS.sheet, lambda _: cell(RECORD_INSPECTORS, RECORD_INSPECTORS.specialities)),
        (PAGE, lambda sheet: labelled(sheet, "抽查计划")),
        (TEAMS.sheet, lambda _: cell(TEAMS, TEAMS.window, 4)),
    ],
)
def test_a_record_with_one_changed_cell_is_rejected(desk, tmp_path, sheet, where):
    book = openpyxl.load_workbook(desk.draws / "抽取记录-02号.xlsx")
    book[sheet][where(book[sheet])] = "示例改动"
    book.save(tmp_path / "r.xlsx")
    assert verify_record(tmp_path / "r.xlsx").differences


def test_a_record_saved_again_by_another_program_is_accepted(desk, tmp_path):
    openpyxl.load_workbook(desk.draws / "抽取记录-02号.xlsx").save(tmp_path / "r.xlsx")
    assert verify_record(tmp_path / "r.xlsx").sound


def test_sums_of_the_report_are_counts_of_ledger_rows(desk, whole_year):
    rows = list(ledger_rows(desk))
    whole = whole_year.reported.year.whole
    assert (whole.drawn, whole.inspected) == (len(rows), sum(bool(r["检查日期"]) for r in rows))
    assert whole.closed == sum(r["是否完结"] == "是" for r in rows)
    lying = "公示信息隐瞒真实情况、弄虚作假"  # the one value that contains the separator
    results = Counter(
        part.replace("／", "、")
        for r in rows
        for part in str(r["检查结果"]).replace(lying, lying.replace("、", "／")).split("、")
    )
    assert dict(whole.results) == dict(results)
    by_task = Counter(str(r["抽查任务编号"]) for r in rows)
    cells = read_cells(whole_year.reported.path)[PROGRESS.sheet]
    task, drawn = number(PROGRESS, PROGRESS.task_no), number(PROGRESS, PROGRESS.drawn)
    shown = {cells[row, task]: int(cells[row, drawn]) for row in range(FIRST, FIRST + 15)}
    assert shown == dict(by_task)
    assert int(cells[FIRST + 15, drawn]) == sum(by_task.values())


def test_publication_holds_each_ledger_row_once_and_no_private_column(desk):
    rows = list(ledger_rows(desk))
    published = []
    for path in desk.publications.glob("第*批_*/*.xlsx"):
        texts = [t for cells in read_cells(path).values() for t in cells.values()]
        assert not any("0349-" in t for t in texts), path
        if path.name == "抽查结果公示.xlsx":
            cells = read_cells(path)[PORTAL.sheet]
            plan, code = number(PORTAL, PORTAL.plan_no), number(PORTAL, PORTAL.code)
            published += [(cells[r, plan], t) for (r, c), t in cells.items() if c == code and t.startswith("9")]
    assert sorted(published) == sorted((str(r["抽查计划编号"]), str(r["统一社会信用代码"])) for r in rows)


def test_the_slip_is_corrected_and_its_row_is_not_published_again(desk, whole_year):
    ((code, title, present),) = corrections(desk)
    rows = [row for row in ledger_rows(desk) if str(row["统一社会信用代码"]) == code]
    assert (whole_year.corrected, title) == (1, "检查方式")
    assert [row["检查方式"] for row in rows if str(row.get("备注", "")).startswith("演练")] == [present]
    assert published_codes(desk).count(code) == len(rows)


def test_the_pack_is_whole_and_its_digests_hold(whole_year):
    folder = whole_year.packed.folder
    lines = (folder / "文件摘要SHA256.txt").read_text("utf-8").splitlines()
    assert len(lines) == len(whole_year.packed.files) > 40
    assert all(digest(folder / line[66:]) == line[:64] for line in lines)
    with zipfile.ZipFile(whole_year.packed.archive) as pack:
        assert pack.testzip() is None
        assert len(pack.namelist()) == len(lines) + 2
        assert len([n for n in pack.namelist() if "台账" in n]) == 1  # 台账摘要
        assert not any("名录库" in n for n in pack.namelist())


def test_the_printed_plan_was_found_faulty_and_the_desk_clean(whole_year):
    assert (whole_year.printed_errors, whole_year.own_errors) == (26, 0)
