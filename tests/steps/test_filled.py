"""Every column that the tool says somebody fills is filled: in a played year, and in what that year has no need of."""

import re
import shutil
from collections import defaultdict
from dataclasses import replace
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from tests.builders import by_column
from tests.cells import HEADER
from tests.conftest import JANUARY
from tests.draws import cases
from tests.draws.rehearsal.years import rehearsed, staff, year_of
from tests.results.witnessed import draw, held, slip, verdict
from tests.results.witnessed import pack as held_pack
from tests.steps.collect.packs import mailed, pack, zipped
from tests.steps.collect.test_collect import NOW, list_units
from tests.steps.helpers import edited, fill_ledger, later, set_unit, unlocked
from tests.steps.ledger.test_arrangement import add_task, both, set_policy
from tests.steps.report.test_lists import HANDED, HANDED_OVER, add_columns
from tests.steps.update.planted import export_of, write_export, write_registry
from xlcheck.draws.verification.draw import book_of
from xlcheck.excel.fill.type_in import add_row, type_in
from xlcheck.excel.write.check import write_findings
from xlcheck.excel.write.collect import write_collection
from xlcheck.excel.write.draw import write_record
from xlcheck.model import CityTotals, PlanView, Seats
from xlcheck.results.collect import city_summary
from xlcheck.schema.inputs import OTHER_BOOK, OTHERS, PLAN_BOOK, SETTINGS_BOOK, WAIVERS
from xlcheck.schema.outputs import OUTPUT_TABLES
from xlcheck.schema.outputs.collect import COLLECT_TABLES, TYPED_AT_COLLECTION
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.outputs.send import SEND_TABLES, WHOLE_FILE
from xlcheck.schema.table import Filler
from xlcheck.schema.vocabularies import TO_INFORM, TO_RECTIFY
from xlcheck.steps.check.check import check
from xlcheck.steps.collect.collect import collect
from xlcheck.steps.desk.desk import SILENT, Desk, Run
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.ledger.check_entries import check_entries
from xlcheck.steps.ledger.merge import merge_copies
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.publish.withdraw import RowChoice, withdraw
from xlcheck.steps.remind.status import status
from xlcheck.steps.report.report import report
from xlcheck.steps.send.outbox import MailStatus, mails, note, write_outbox
from xlcheck.steps.send.send import send
from xlcheck.steps.update.update import propose, registry_of
from xlcheck.steps.update.write import write_update

TABLES = (
    *OUTPUT_TABLES,
    *(table for table in COLLECT_TABLES if table not in TYPED_AT_COLLECTION),
    *SEND_TABLES,
)

PASSWORD, PACK = "示例密码-2021", "甲.zip"


@pytest.fixture
def cases_of_a_year(desk, tmp_path):
    """What the played year lacks: hand-overs, 整改, a merged copy, a withdrawal, an unsent mail, a checked ledger."""
    run, _, path = desk
    add_columns(path)
    first, second, third, fourth = fill_ledger(path, 4)
    typed = HANDED | HANDED_OVER | {"answer": "已立案", "remark": "示例"}
    late = {"result": "发现问题已责令改正", "disposal": TO_RECTIFY, "closed": "否", "remark": "示例"}
    rows = {first: typed, second: typed | {"disposal": TO_INFORM}, third: late | {"rectify_by": run.now}}
    type_in(path, LEDGER, {code: by_column(LEDGER, cells) for code, cells in rows.items()})
    copy = tmp_path / "副本.xlsx"
    copy.write_bytes(path.read_bytes())
    type_in(copy, LEDGER, {fourth: by_column(LEDGER, {"situation": "另一说法"})})
    merge_copies(run, [copy])
    publish(run)
    explain(run, first, path.name)
    run = later(run, 3, 8)
    withdraw(run, RowChoice("01号", (fourth,)), "登记在别的企业名下")
    fill_ledger(path, 1, start=4, situation=None)
    check(run, ledgers=check_entries)
    status(run, 5)
    set_unit(run.desk.root, superior_mail="bureau@example.com")
    report(run)
    packed = send(run, PASSWORD)
    note(run, mails(run.desk), MailStatus.UNKNOWN, "断线")
    write_outbox(run, load_settings(run.desk)[0])
    (run.desk.root.parent / "全文.xlsx").write_bytes(unlocked(packed.folder / WHOLE_FILE, PASSWORD))
    zipped(packed.folder, tmp_path / PACK)
    return run.desk.root.parent


def explain(run, code, ledger):
    """A visit of 其他检查, and one of a ledger whose oddness staff have accepted."""
    other = {"code": code, "name": "示例公司", "inspected": run.now.date(), "inspection_type": "日常"}
    told = {"result": "未发现问题", "visit_code": "示例1", "remark": "示例"}
    add_row(run.desk.book(OTHER_BOOK), OTHERS, by_column(OTHERS, other | told))
    waived = {"code": "visit.on-day-off", "book": ledger, "row": code, "reason": "示例"}
    add_row(run.desk.book(SETTINGS_BOOK), WAIVERS, by_column(WAIVERS, waived))


@pytest.fixture
def shared_visits(sample, tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared") / "workbooks" / "2021"
    shutil.copytree(sample, folder)
    run = Run(Desk(folder), JANUARY)
    set_policy(run, 年内不重复抽取="是", 同批次合并检查="是")
    add_task(run, 抽查比例="80%", 抽查事项="客运车辆技术状况专项检查")
    both(run)
    prepare(run)
    return run.desk.root


@pytest.fixture
def many_kinds(tmp_path_factory):
    """Records of a draw by grades with a party beside the bureau, and of one by groups."""
    folder = tmp_path_factory.mktemp("records")
    graded = cases.request(cases.grades(A=3, B=3, C=3), ratio=cases.STRATA)
    joint = replace(cases.STAFF[-1], party="公安局")
    party = cases.request(inspectors=(*cases.STAFF[:-1], joint), seats=(Seats("公安局", 1),), groups=1)
    for name, request in (("分级", graded), ("联合", party)):
        record = cases.drawn(request)
        write_record(folder / f"{name}.xlsx", book_of(record))
    return folder


@pytest.fixture
def with_offices(tmp_path):
    """The report of a check of a year whose plan names an office, and whose registry another."""
    offices = [*staff(2, office="运输科"), *staff(2, 3, office="建管科")]
    rehearsal = rehearsed(year_of({"responsible_office": "运输科"}, inspectors=offices))
    folder = tmp_path / "责任"
    folder.mkdir()
    write_findings(folder / "报告.xlsx", (), {}, "2021-01-05 09:00", plan=PlanView(rehearsal=rehearsal))
    return folder


@pytest.fixture
def collected(cases_of_a_year, tmp_path):
    inbox, made = tmp_path / "收件", tmp_path / "打包"
    inbox.mkdir()
    list_units(inbox, "140602", "140603")
    mailed(inbox / "甲.eml", tmp_path / PACK)
    mailed(inbox / "乙.eml", zipped(pack(made, "140602"), made / "乙.zip", without="台账摘要"))
    return collect(inbox, NOW, SILENT).book.parent


@pytest.fixture
def witnessed(tmp_path):
    """What a superior says of a bureau of which everything is to be said."""
    directed = {"directed": "许可证状态=有效", "frame_size": 40, "category_size": 80, "drawn": 10}
    told = draw(
        given_up_at="2021-01-07 20:00", replaced=("停业",), late=1, moved="移出 1 户", marks=("重抽。",), **directed
    )
    holdings = held(
        slips=[slip()], packs=[held_pack(draws=(told,))], receipts=(("2021-0001-AAAA", "C", ("2021-01-05 15:00",)),)
    )
    totals = CityTotals(2021, (), (), (), verdicts=(verdict(holdings),))
    (tmp_path / "见证").mkdir()
    write_collection(tmp_path / "见证" / "全市汇总.xlsx", totals, city_summary(totals, NOW.date()), ())
    return tmp_path / "见证"


@pytest.fixture
def laid_out(sample, tmp_path_factory):
    """年度计划报表 of a plan of joint tasks and, in columns of its own, what the tool does not know."""
    folder = tmp_path_factory.mktemp("laid out") / "workbooks" / "2021"
    shutil.copytree(sample, folder)
    run = Run(Desk(folder), JANUARY)
    own = {
        "联合部门": "公安局、应急管理局",
        "发起部门": "示例区交通运输局",
        "制定任务依据": "示例文件",
        "检查类型（日常/专项）": "日常",
        "实施层级": "县级",
        "是否涉企": "是",
    }

    def change(sheet):
        for column, (title, text) in enumerate(own.items(), start=sheet.max_column + 1):
            sheet.cell(HEADER, column).value = title
            for row in range(HEADER + 1, sheet.max_row + 1):
                sheet.cell(row, column).value = text

    edited(run.desk.book(PLAN_BOOK), change)
    return report(run).plan.parent


@pytest.fixture
def updated(sample, tmp_path):
    """The record of an update with changes of every kind."""
    folder = tmp_path / "更新" / "2021"
    shutil.copytree(sample, folder)
    plants = export_of(write_registry(folder, 60), 28, seed=1)
    proposal = propose(
        Run(Desk(folder), JANUARY), registry_of("名录库"), write_export(tmp_path / "导出.xlsx", plants.rows)
    )
    gone = {entry.row: "注销" for entry in proposal.comparison.gone}
    return write_update(Run(Desk(folder), JANUARY), proposal, gone, "示例甲").folder


def sheets(folder: Path):
    """Sheet and rows of every workbook below a folder."""
    for path in sorted(folder.rglob("*.xlsx")):
        if path.name == WHOLE_FILE:
            continue  # under a password
        for sheet in openpyxl.load_workbook(path).worksheets:
            yield sheet.title, list(sheet.iter_rows(values_only=True))


def pages(folder: Path):
    """Heading and rows of every table of a page of 抽取公告."""
    for path in sorted(folder.rglob("抽取公告*.html")):
        for heading, table in re.findall("<h2>([^<]*)</h2><table>(.*?)</table>", path.read_text("utf-8"), re.DOTALL):
            rows = [re.findall("<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in table.split("<tr>")[1:]]
            yield unescape(heading), [[unescape(cell) for cell in row] for row in rows]


@pytest.fixture
def played_folders(cases_of_a_year, shared_visits, laid_out, updated, with_offices):
    return cases_of_a_year, shared_visits, laid_out, updated, with_offices


@pytest.fixture
def filled(whole_year, played_folders, many_kinds, collected, witnessed):
    """The titles below which anything stands, by table."""
    found = defaultdict(set)
    folders = (whole_year.folder, *played_folders, many_kinds, collected, witnessed)
    for name, rows in (grid for folder in folders for read in (sheets, pages) for grid in read(folder)):
        for table in (table for table in TABLES if table.sheet == name):
            at = next((n for n, row in enumerate(rows) if set(table.as_offered.titles) <= set(row)), None)
            for row in rows[at + 1 :] if at is not None else ():
                cells = zip(rows[at], row, strict=False)
                found[table.key] |= {title for title, cell in cells if cell not in (None, "")}
    return found


def test_column_that_its_filler_leaves_empty_fails(filled):
    fillers = [filler for filler in Filler if filler not in (Filler.STAFF, Filler.HAND)]
    empty = {
        f"{table.sheet}（{table.key}）：{column.title}"
        for table in TABLES
        for column in table.filled_by(*fillers)
        if column.title not in filled[table.key]
    }
    assert "、".join(sorted(empty)) == ""
