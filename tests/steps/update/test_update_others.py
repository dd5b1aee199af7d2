"""更新其他检查: what an export has besides is added, what is there stays, and nothing stands twice."""

import pytest

from tests.builders import write_sheet
from tests.steps.helpers import sentence
from tests.steps.others import enter
from tests.steps.update.test_update import audited, compared, update
from xlcheck.excel.read.workbook import read_book
from xlcheck.journal.registry_age import ages_today
from xlcheck.messages import problem
from xlcheck.schema.inputs import OTHER_BOOK, OTHERS
from xlcheck.steps.check.check import find_all
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.verify.verify import verify_desk

WORD = "其他检查"
CODES = ("91140603MA0K00001K", "91140603MA0K00002H", "91140603MA0K00003F")
SHOWN = ("code", "inspected", "inspection_type", "source", "result", "remark")


def row(code=CODES[0], day="2021-03-01", kind="日常", **cells):
    return {"code": code, "inspected": day, "inspection_type": kind} | cells


def exported(tmp_path, *rows, keys=("code", "inspected", "inspection_type", "source", "result")):
    """An export with a heading of its own, and columns of these."""
    titles = [OTHERS.column(key).title for key in keys]
    data = [[one.get(key, "") for key in keys] for one in rows]
    return write_sheet(tmp_path / "平台导出.xlsx", {"导出": [["查询时间：2021-06-01"], titles, *data]})


def there(run):
    """The rows of 其他检查, as they are read."""
    table = read_book(run.desk.book(OTHER_BOOK), OTHER_BOOK, load_settings(run.desk)[0])[0][OTHERS.key]
    return [tuple(table.shown(n, OTHERS.column(key)) for key in SHOWN) for n in table.data.index]


def test_inspections_that_are_not_there_are_added_below_and_the_rest_stays(run, tmp_path):
    enter(run, row(remark="人工登记"), row(CODES[1], "2021-03-02"))
    path = exported(tmp_path, row(source="投诉 1 号"), row(CODES[2], "2021-05-06", "专项", result="未发现问题"))
    done = update(run, WORD, path)
    assert [(entry.key, entry.name) for entry in done.new] == [(f"{CODES[2]} 2021-05-06",) * 2]
    assert [one.column for one in done.changed] == [OTHERS.source]
    assert [one.key for one in done.gone] == [f"{CODES[1]} 2021-03-02"]
    assert there(run) == [
        (CODES[0], "2021-03-01", "日常", "投诉 1 号", "", "人工登记"),
        (CODES[1], "2021-03-02", "日常", "", "", ""),
        (CODES[2], "2021-05-06", "专项", "", "未发现问题", ""),
    ]
    assert run.desk.journal.draws().updates[-1].book == OTHER_BOOK.filename
    assert [result for result in verify_desk(run) if result.differences] == []
    assert audited(run.desk) == ()


def test_the_same_export_once_more_adds_nothing(run, tmp_path):
    twice = [row(source="甲"), row(source="乙"), row(CODES[1]), row(CODES[1])]
    path = exported(tmp_path, *twice)
    assert len(update(run, WORD, path).new) == 4
    again = compared(run, WORD, path)
    assert (again.new, again.changed, again.left, again.same) == ((), (), (), 4)


def test_second_inspection_of_a_day_is_added_beside_the_one_that_is_there(run, tmp_path):
    enter(run, row(source="甲"))
    done = update(run, WORD, exported(tmp_path, row(source="甲"), row(source="乙")))
    assert len(done.new) == 1
    assert [cells[3] for cells in there(run)] == ["甲", "乙"]


def test_where_only_a_person_knows_whether_it_is_the_same_nothing_is_taken(run, tmp_path):
    enter(run, row(source="甲"), row(source="乙"))
    done = update(run, WORD, exported(tmp_path, row(source="丙"), row(source="丁")))
    assert (done.new, done.changed) == ((), ())
    assert [found.code for found in done.left] == ["update.same-day"] * 2
    assert "这一天已登记第 3 行、第 4 行" in problem(done.left[0])
    assert [cells[3] for cells in there(run)] == ["甲", "乙"]


@pytest.mark.parametrize("wrong", [{"day": ""}, {"day": "三月初"}, {"code": ""}])
def test_row_without_company_or_day_is_told_and_not_added(run, tmp_path, wrong):
    done = update(run, WORD, exported(tmp_path, row(**wrong), row(CODES[1])))
    assert [entry.key for entry in done.new] == [f"{CODES[1]} 2021-03-01"]
    assert "update.no-day" in [found.code for found in done.left]


def test_titles_of_another_system_are_taken_for_ours(run, tmp_path):
    data = [["统一信用代码", "检查时间", "检查类别", "检查结论"], [CODES[0], "2021-03-01", "日常", "未发现问题"]]
    done = update(run, WORD, write_sheet(tmp_path / "平台.xlsx", {"导出": data}))
    assert len(done.new) == 1
    assert there(run) == [(CODES[0], "2021-03-01", "日常", "", "未发现问题", "")]


def test_export_without_days_is_no_export_of_inspections(run, tmp_path):
    path = exported(tmp_path, row(), keys=("code", "source"))
    text = sentence(compared, run, WORD, path)
    assert "“统一社会信用代码”“检查日期”" in text
    assert there(run) == []


def test_what_was_added_counts_and_is_no_update_of_a_registry_on_the_record(run, tmp_path):
    path = exported(tmp_path, row("91140603MA0K00099X", "2020-03-01"))
    update(run, WORD, path)
    assert "others.other-year" in {found.code for found in find_all(run)[1]}
    ages = ages_today(run.desk.journal.draws().updates, run.now.date())
    assert "其他检查" not in ages
