"""开办: plan and settings from the form, only on an empty desk, with every fault by its cell."""

import shutil
from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import load_workbook

from tests.steps.helpers import contents, edited, put, set_unit
from tests.steps.new.forms import FIRST, FIRST_ROUND, type_into
from xlcheck.messages import where
from xlcheck.model import BureauNames, Round, XlcheckError
from xlcheck.samples.categories import trades, usual_categories
from xlcheck.schema.inputs import CATEGORIES, ENTITY_BOOK, PLAN, PLAN_BOOK, SETTINGS_BOOK
from xlcheck.schema.trades import OTHER_TRADE, trade_data
from xlcheck.steps.check.check import find_all
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.load import load_settings, read_tables
from xlcheck.steps.new import setup_books as module
from xlcheck.steps.new.new import new_desk
from xlcheck.steps.new.setup import form_of, make_form, propose_setup
from xlcheck.steps.new.setup_books import set_up

NAMES = BureauNames("示例市示例县示例局", "示例县示例局", "140622")
ONLY_STAFF_KNOW = {"registry.blank"}
"""What is said of a desk whose registries are blank still."""


@pytest.fixture
def desk_of(tmp_path):
    """A blank desk of a trade, on a day of 2026."""

    def made(trade="市场监管"):
        desk = new_desk(tmp_path / "workbooks" / "2026", 2026, trade=trade, names=NAMES).desk
        return Run(desk, datetime(2026, 3, 2, 9))

    return made


@pytest.fixture
def blank(desk_of):
    return desk_of()


def done(run, cells):
    """Type into the form of a desk, and write what follows."""
    type_into(form_of(run.desk), cells)
    proposal = propose_setup(run)
    assert proposal.errors == ()
    return set_up(run, proposal)


def plan_of(run):
    return read_tables(run.desk, PLAN_BOOK)[0][PLAN.key]


@pytest.mark.parametrize("trade", trades())
def test_plan_of_every_trade_passes_the_check_but_for_what_only_staff_know(desk_of, trade):
    run = desk_of(trade)
    count = len(usual_categories(trade))
    notes = done(run, {f"B{FIRST + n}": "10%" for n in range(count)})
    assert f"抽查工作计划：{3 * count} 个任务" in notes.written
    _, findings = find_all(run)
    of_items = "items.none-for-category" if trade == "交通运输" else "" if trade_data(trade).items else "sheet.empty"
    of_registries = ONLY_STAFF_KNOW | ({of_items} - {""})
    assert {f.code for f in findings} == of_registries
    assert {f.place.book for f in findings} & {
        PLAN_BOOK.filename,
        SETTINGS_BOOK.filename,
        form_of(run.desk).name,
    } == set()


@pytest.mark.parametrize("trade", [*trades(), OTHER_TRADE])
def test_form_as_it_is_made_has_the_categories_of_the_trade_and_no_ratio__error(desk_of, trade):
    run = desk_of(trade)
    before = contents(run.desk.root)
    with pytest.raises(XlcheckError, match=r"setup\.not-filled"):
        propose_setup(run)
    assert contents(run.desk.root) == before
    names = [row[0] for row in load_workbook(form_of(run.desk)).worksheets[0].iter_rows(FIRST, values_only=True)]
    wanted = [] if trade == OTHER_TRADE else [c.name for c in usual_categories(trade)]
    assert [name for name in names if name] == wanted


def test_rounds_inspectors_and_rare_categories_are_as_the_form_says(blank):
    cells = {
        "B4": "3",
        f"A{FIRST_ROUND}": "上半年",
        f"C{FIRST_ROUND}": 6,
        f"A{FIRST_ROUND + 1}": "下半年",
        f"B{FIRST_ROUND + 1}": 7,
        f"C{FIRST_ROUND + 1}": 12,
        **dict.fromkeys((f"{column}{FIRST_ROUND + 2}" for column in "ABC"), None),
        f"B{FIRST}": "5%",
        f"B{FIRST + 1}": "3户",
        f"C{FIRST + 1}": "下半年",
    }
    done(blank, cells)
    settings, _, _ = load_settings(blank.desk)
    assert settings.rounds == (Round("上半年", 1, 6), Round("下半年", 7, 12))
    assert settings.policy.team_size == 3
    plan = plan_of(blank)
    assert list(plan[PLAN.window]) == ["2026年1月至6月", "2026年7月至12月", "2026年7月至12月"]
    assert list(plan[PLAN.scope])[1:] == [
        "2026年7月前成立的运营的全县在册企业",
        "2026年7月前成立的运营的全县个体经营户",
    ]
    assert list(plan[PLAN.frequency]) == ["", "", "每年1次"]
    _, findings = find_all(blank)
    assert [f.code for f in findings if f.place.book == PLAN_BOOK.filename] == []


def test_rounds_and_inspectors_that_staff_have_set_themselves_are_never_written_over__error(blank):
    rounds = {"C3": 6, "A4": "第二批", "B4": 7, "C4": 12, "A5": None, "B5": None, "C5": None}
    edited(blank.desk.book(SETTINGS_BOOK), lambda sheet: [sheet.__setitem__(k, v) for k, v in rounds.items()], "批次")
    edited(blank.desk.book(SETTINGS_BOOK), lambda sheet: sheet.__setitem__("B3", "3"), "抽查策略")
    type_into(form_of(blank.desk), {f"B{FIRST}": "5%"})
    before = contents(blank.desk.root)
    told = {where(f.place): dict(f.params)["now"] for f in propose_setup(blank).errors}
    assert told == {
        "《开办表.xlsx》开办表 B4": "3 人",
        f"《开办表.xlsx》开办表 A{FIRST_ROUND}": "第一批1月至6月、第二批7月至12月",
    }
    assert contents(blank.desk.root) == before
    same = {"B4": "3", f"C{FIRST_ROUND}": 6, f"B{FIRST_ROUND + 1}": 7, f"C{FIRST_ROUND + 1}": 12}
    gone = dict.fromkeys((f"{column}{FIRST_ROUND + 2}" for column in "ABC"), None)
    done(blank, same | gone)
    assert len(plan_of(blank)) == 2


def test_more_rounds_than_were_there_are_added(blank):
    months = ((1, 3), (4, 6), (7, 9), (10, 12))
    cells = {f"B{FIRST}": "5%"}
    for at, (first, last) in enumerate(months):
        row = FIRST_ROUND + at
        cells |= {f"A{row}": f"第{'一二三四'[at]}季度", f"B{row}": first, f"C{row}": last}
    done(blank, cells)
    settings, _, findings = load_settings(blank.desk)
    assert [(r.first_month, r.last_month) for r in settings.rounds] == list(months)
    assert list(findings) == []
    assert len(plan_of(blank)) == 4


def test_rows_that_are_inserted_above_move_nothing_but_the_rows(blank):
    path = form_of(blank.desk)
    book = load_workbook(path)
    book.worksheets[0].insert_rows(5, 3)
    book.worksheets[0].title = "Sheet1"
    book.save(path)
    done(blank, {f"B{FIRST + 3}": "5%"})
    assert len(plan_of(blank)) == 3


def test_percentage_that_excel_made_a_number_is_read_as_it_is_shown(blank):
    path = form_of(blank.desk)
    book = load_workbook(path)
    cell = book.worksheets[0][f"B{FIRST}"]
    cell.value, cell.number_format = 0.05, "0%"
    book.save(path)
    set_up(blank, propose_setup(blank))
    assert set(plan_of(blank)[PLAN.ratio]) == {"5%"}


def test_names_that_the_form_adds_stand_behind_those_that_were_there(blank):
    done(
        blank,
        {
            f"B{FIRST}": "5%",
            f"D{FIRST}": "在册企业、存续企业",
            f"E{FIRST}": "企业户",
            f"A{FIRST + 20}": "网约房",
            f"B{FIRST + 20}": "1户",
        },
    )
    settings, tables, _ = load_settings(blank.desk)
    first, last = settings.categories[0], settings.categories[-1]
    assert first.wordings == ("在册企业", "存续企业")
    assert first.aliases == ("公司", "企业法人", "企业户")
    assert last.name == "网约房"
    assert len(tables[CATEGORIES.key]) == len(usual_categories("市场监管")) + 1


def test_what_staff_have_put_into_settings_and_registry_stays(blank):
    set_unit(blank.desk.root, superior="示例市示例局")
    put(blank.desk.book(ENTITY_BOOK), {"B3": "示例公司"})
    before = blank.desk.book(ENTITY_BOOK).read_bytes()
    notes = done(blank, {f"A{FIRST + 20}": "网约房", f"B{FIRST + 20}": "1户"})
    assert load_settings(blank.desk)[0].superior == "示例市示例局"
    assert blank.desk.book(ENTITY_BOOK).read_bytes() == before
    assert [line for line in notes.to_do if "检查对象名录库" in line and "下拉列表里还没有新增的类别" in line]


def test_what_stood_there_is_kept(blank):
    before = blank.desk.book(PLAN_BOOK).read_bytes()
    notes = done(blank, {f"B{FIRST}": "5%", "B4": "3"})
    assert before in {path.read_bytes() for path in notes.kept}


def test_columns_that_staff_have_added_to_the_blank_plan_are_in_the_new_one(blank):
    put(blank.desk.book(PLAN_BOOK), {"J2": "经办科室", "K2": "备注"})
    done(blank, {f"B{FIRST}": "5%"})
    plan = plan_of(blank)
    assert list(plan.extra.columns) == ["经办科室"]
    assert plan.has(PLAN.remark)


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ({f"B{FIRST}": "若干"}, "ratio.unknown-words", f"B{FIRST}"),
        ({f"B{FIRST}": "5%", f"C{FIRST}": "第四批"}, "setup.unknown-round", f"C{FIRST}"),
        ({f"B{FIRST}": "5%", f"C{FIRST + 1}": "第一批"}, "setup.no-ratio", f"B{FIRST + 1}"),
        ({f"B{FIRST}": "5%", f"A{FIRST + 1}": "登记企业"}, "cell.repeated", f"A{FIRST + 1}"),
        ({f"B{FIRST}": "5%", f"A{FIRST + 1}": None}, "cell.required", f"A{FIRST + 1}"),
        ({f"B{FIRST}": "5%", f"E{FIRST}": "餐饮服务"}, "settings.name-shared", f"E{FIRST}"),
        ({f"A{FIRST + 20}": "药店", f"B{FIRST + 20}": "5%"}, "settings.name-shared", f"A{FIRST + 20}"),
        ({f"B{FIRST}": "5%", f"D{FIRST}": "运营的"}, "setup.wording", f"D{FIRST}"),
        ({f"B{FIRST}": "5%", f"C{FIRST_ROUND}": 6}, "setup.rounds-overlap", f"B{FIRST_ROUND + 1}"),
        ({f"B{FIRST}": "5%", f"C{FIRST_ROUND}": 13}, "settings.round", f"B{FIRST_ROUND}"),
        ({f"B{FIRST}": "5%", f"B{FIRST_ROUND}": "一月"}, "", f"B{FIRST_ROUND}"),
        ({f"B{FIRST}": "5%", "B4": "1"}, "settings.number", "B4"),
        ({f"B{FIRST}": "5%", "B4": "两"}, "settings.number", "B4"),
    ],
)
def test_fault_is_told_with_its_cell_and_nothing_is_written__error(blank, cells, code, cell):
    type_into(form_of(blank.desk), cells)
    before = contents(blank.desk.root)
    proposal = propose_setup(blank)
    told = {(f.code, where(f.place)) for f in proposal.errors}
    assert any(code in ("", found) and place == f"《开办表.xlsx》开办表 {cell}" for found, place in told), told
    assert proposal.tasks == ()
    assert contents(blank.desk.root) == before


def refused(run, code):
    before = contents(run.desk.root)
    with pytest.raises(XlcheckError, match=code) as error:
        propose_setup(run)
    assert contents(run.desk.root) == before
    return error.value


@pytest.mark.parametrize("cell", ["A3", "F9", "A40"])
def test_plan_in_which_anything_stands_is_never_written_over__error(blank, cell):
    type_into(form_of(blank.desk), {f"B{FIRST}": "5%"})
    put(blank.desk.book(PLAN_BOOK), {cell: "随手记的"})
    refused(blank, "setup.plan-filled")
    with pytest.raises(XlcheckError, match=r"setup\.plan-filled"):
        make_form(blank)


def test_form_without_one_of_its_parts__error(blank):
    type_into(form_of(blank.desk), {f"B{FIRST}": "5%", **dict.fromkeys(("A7", "B7", "C7"), None)})
    assert refused(blank, "setup.no-part").params["titles"] == "批次、开始月份、结束月份"


def test_form_that_stands_on_two_sheets__error(blank):
    path = form_of(blank.desk)
    type_into(path, {f"B{FIRST}": "5%"})
    book = load_workbook(path)
    book.copy_worksheet(book.worksheets[0]).title = "开办表 (2)"
    book.save(path)
    assert refused(blank, r"setup\.two-forms").params["sheets"] == "开办表、开办表 (2)"


def test_form_of_which_there_are_two_files__error(blank):
    path = form_of(blank.desk)
    shutil.copy(path, path.with_name("开办表 (1).xlsx"))
    type_into(path, {f"B{FIRST}": "5%"})
    refused(blank, r"book\.several")


def test_form_without_a_round__error(blank):
    cells = dict.fromkeys((f"{column}{FIRST_ROUND + n}" for column in "ABC" for n in range(3)), None)
    type_into(form_of(blank.desk), {f"B{FIRST}": "5%", **cells})
    refused(blank, "setup.no-rounds")


def test_form_that_is_open__error(blank):
    type_into(form_of(blank.desk), {f"B{FIRST}": "5%"})
    (blank.desk.root / "~$开办表.xlsx").write_bytes(b"")
    refused(blank, "book.open")


@pytest.mark.parametrize("name", ["开办表.xlsx", "单位设置.xlsx", "抽查工作计划.xlsx"])
def test_workbook_that_changes_after_it_was_read_back__error(blank, name):
    type_into(form_of(blank.desk), {f"B{FIRST}": "5%"})
    proposal = propose_setup(blank)
    path = blank.desk.root / name
    book = load_workbook(path)
    book.worksheets[0]["H30"] = "后来写的"
    book.save(path)
    before = contents(blank.desk.root)
    with pytest.raises(XlcheckError, match=r"setup\.changed"):
        set_up(blank, proposal)
    assert contents(blank.desk.root) == before


def test_run_that_is_killed_before_the_plan_is_made_up_for_by_the_next(blank, monkeypatch):
    type_into(form_of(blank.desk), {f"B{FIRST}": "5%", "B4": "3", f"E{FIRST}": "企业户"})
    proposal = propose_setup(blank)
    with monkeypatch.context() as patch:
        patch.setattr(module, "_write_plan", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            set_up(blank, proposal)
    set_up(replace(blank, now=datetime(2026, 3, 2, 10)), propose_setup(blank))
    settings, _, findings = load_settings(blank.desk)
    assert (settings.policy.team_size, settings.categories[0].aliases) == (3, ("公司", "企业法人", "企业户"))
    assert list(findings) == []
    assert len(plan_of(blank)) == 3


def test_year_that_was_drawn_is_no_empty_desk__error(drawn):
    run, _ = drawn
    with pytest.raises(XlcheckError, match=r"setup\.begun"):
        make_form(run)
