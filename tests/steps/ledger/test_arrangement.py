"""合并检查: two tasks of a round on the same companies, visited once where staff so decide."""

import openpyxl
import pytest

from tests.cells import FIRST, HEADER, cell, number
from tests.steps.helpers import beside, draw, edited, put, rows_of, texts
from xlcheck.messages import Level, level
from xlcheck.samples.picture import sample_picture
from xlcheck.schema.inputs import ITEM_BOOK, ITEMS, PLAN, PLAN_BOOK, POLICY, SETTINGS_BOOK
from xlcheck.steps.check.check import find_all
from xlcheck.steps.desk.forms import items_of
from xlcheck.steps.desk.load import load_year
from xlcheck.steps.draw.tasks import tasks_of
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.replace.replace import DropOutReport, replace_one

OTHERS = "示例市场监管局"


def set_policy(run, **values):
    """Type 内容 beside 项目 of 抽查策略."""

    def change(sheet):
        item, value = (number(POLICY, column) - 1 for column in (POLICY.item, POLICY.value))
        for row in sheet.iter_rows(min_row=FIRST):
            row[value].value = values.get(row[item].value, row[value].value)

    edited(run.desk.book(SETTINGS_BOOK), change, "抽查策略")


def add_task(run, **columns):
    """A sixteenth task: 01号 once more, as ``columns`` change it; later tasks draw less, so that nobody runs out."""

    def change(sheet):
        titles = [one.value for one in sheet[HEADER]]
        for row in range(FIRST + 1, FIRST + 15):
            sheet[cell(PLAN, PLAN.ratio, row)] = "10%"
        first = dict(zip(titles, (one.value for one in sheet[FIRST]), strict=True))
        row = first | {
            "抽查计划编号": "202116",
            "抽查计划名称": "2021年朔州市平鲁区交通运输局抽查工作计划16",
            "抽查任务编号": "16号",
            **columns,
        }
        for column, title in enumerate(titles, start=1):
            sheet.cell(FIRST + 15, column).value = row[title]

    edited(run.desk.book(PLAN_BOOK), change)


@pytest.fixture
def twice(run):
    """01号 and 16号 draw from the same companies, nobody twice a year but in one visit."""
    set_policy(run, 年内不重复抽取="是", 同批次合并检查="是")
    add_task(run, 抽查比例="80%", 抽查事项="客运车辆技术状况专项检查")
    return run


def both(run):
    """The two draws: records of 01号 and 16号."""
    return draw(run, "01号").record, draw(run, "16号").record


def codes(record):
    return {drawn.code for drawn in record.sample}


def errors(run):
    return {found.code for found in find_all(run)[1] if level(found) is Level.ERROR}


def test_tasks_that_share_their_visits_may_run_at_the_same_time__ok(twice):
    assert "plan.window-overlap" not in errors(twice)


def test_tasks_that_do_not_may_not__error(twice):
    set_policy(twice, 同批次合并检查="否")
    assert "plan.window-overlap" in errors(twice)


def test_company_of_another_task_of_the_round_stays_in_the_frame(twice):
    one, two = both(twice)
    assert codes(one) & codes(two)
    assert {e.code for e in one.request.entities} == {e.code for e in two.request.entities}


def test_visit_that_two_tasks_share_counts_once_for_the_next_round(twice):
    set_policy(twice, 年内不重复抽取="否")
    one, two = both(twice)
    later = draw(twice, "06号").record
    assert not any("达到每户年度上限" in left.reason for left in later.request.excluded)
    assert codes(one) & codes(two) <= {e.code for e in later.request.entities}


def test_list_names_every_shared_visit_with_both_teams(twice):
    one, two = both(twice)
    *_, arranged = prepare(twice)
    rows = rows_of(twice.desk.forms / "合并检查安排.xlsx")
    assert [path.name for path in arranged.made] == ["合并检查安排.xlsx"]
    assert {row["统一社会信用代码"] for row in rows} == codes(one) & codes(two)
    names = {i.cert: i.name for record in (one, two) for i in record.request.inspectors}
    teams = [{team.code: team.certs for team in record.teams} for record in (one, two)]
    for row in rows:
        assert row["批次"] == "第一批"
        assert row["抽查任务"].splitlines()[1].startswith("16号")
        first, second = row["检查人员"].splitlines()
        for line, team in zip((first, second), teams, strict=True):
            assert all(names[cert] in line for cert in team[row["统一社会信用代码"]])
        assert row["检查事项"].splitlines()[1] == "客运车辆技术状况专项检查"


def test_letters_forms_and_ledgers_say_who_comes_along(twice):
    one, two = both(twice)
    prepare(twice)
    shared = codes(one) & codes(two)
    for path in ("表单/抽查通知书-16号.xlsx", "表单/检查记录表-16号.xlsx"):
        told = [text for text in texts(twice.desk.root / path) if "与01号合并检查，同行：" in text]
        assert len(told) == len(shared)
    for row in rows_of(twice.desk.ledgers / "检查台账-01号.xlsx"):
        assert ("与16号合并检查" in row.get("备注", "")) == (row["统一社会信用代码"] in shared)


def test_what_is_shared_later_is_said_and_the_earlier_list_kept(twice):
    draw(twice, "01号")
    (alone,) = prepare(twice)
    draw(twice, "16号")
    said = []
    *_, arranged = prepare(type(twice)(twice.desk, twice.now, said.append))
    assert arranged.made
    assert alone.made[0] in prepare(twice)[0].left_alone
    assert any("此前已送达的通知书" in line for line in said)
    assert prepare(twice)[-1].left_alone == arranged.made


def test_company_that_falls_away_from_one_task_is_not_shared_any_more(twice, tmp_path):
    one, two = both(twice)
    gone = next(drawn.code for drawn in one.sample if drawn.code in codes(two))
    proof = tmp_path / "证明.jpg"
    proof.write_bytes(sample_picture())
    replaced = replace_one(twice, "01号", DropOutReport((gone,), "", "注销", evidence=(proof,))).task
    prepare(twice)
    listed = {row["统一社会信用代码"] for row in rows_of(twice.desk.forms / "合并检查安排.xlsx")}
    assert listed == {visit.drawn.code for visit in replaced.current} & codes(two)


def test_nothing_is_shared_where_staff_did_not_decide_so(run):
    draw(run, "01号")
    prepare(run)
    assert not (run.desk.forms / "合并检查安排.xlsx").exists()


@pytest.fixture
def joint(run):
    """A desk where a department joins 06号 but not 01号, and has the first item of both."""

    put(run.desk.book(PLAN_BOOK), {beside(PLAN, HEADER): "联合部门", beside(PLAN, FIRST + 5): OTHERS})
    put(run.desk.book(ITEM_BOOK), {cell(ITEMS, ITEMS.body): OTHERS})
    return run


def test_forms_of_a_task_have_the_items_of_departments_that_join_it(joint):
    books, _ = load_year(joint)
    alone, joined = tasks_of(books, ["01号", "06号"])
    of_one, of_both = items_of(books, alone), items_of(books, joined)
    assert of_both[0].name.endswith(f"（{OTHERS}）")
    assert of_both[1:] == of_one


def test_forms_of_other_tasks_leave_the_items_of_a_department_out(joint):
    name = openpyxl.load_workbook(joint.desk.book(ITEM_BOOK)).worksheets[0][cell(ITEMS, ITEMS.name)].value
    draw(joint, "01号")
    prepare(joint)
    told = texts(joint.desk.forms / "检查记录表-01号.xlsx")
    assert not any(name in text for text in told)
    assert any("客运站" in text for text in told)
