"""Every figure in every output of the played year is counted again from the cells of the ledgers.

A workbook is compared whole, sheet by sheet and cell by cell: a figure that is not expected here makes the test fail.
"""

import re
from collections import Counter
from datetime import date

import icalendar
import pytest

from tests import journals
from tests.steps.played import CLEAN, Year, grids, often, paragraphs, percent, records, tables
from tests.steps.remind.played import Reminded
from xlcheck.schema.vocabularies import DISPOSAL, RESULT, STATIC
from xlcheck.steps.desk.desk import Desk

TODAY = date(2021, 12, 31)
"""The day on which the demonstration counts the year."""
COUNTS = ["应查", "已抽", "已查", "已公示", "逾期", "完结"]
CALLED = "平鲁区交通运输局"


@pytest.fixture(scope="module")
def year(whole_year):
    return Year(whole_year.folder)


@pytest.fixture(scope="module")
def sheets(whole_year):
    return grids(whole_year.reported.path)


def sums(year, groups):
    """A line of counts for each group, and their sum."""
    lines = [[name, *year.counts(rows, TODAY)] for name, rows in groups.items()]
    return [*lines, ["合计", *year.counts(year.rows, TODAY)]]


def ranked(counts, rows):
    """Counts with the names as rows, whatever the order of equal ones."""
    assert sorted(map(list, counts.items())) == sorted(rows)
    assert [count for _, count in rows] == sorted(counts.values(), reverse=True)


def rates(counts):
    quota, _, visited, out, _, closed = counts
    return [percent(visited, quota), percent(out, visited), percent(closed, out)]


def found(rows):
    """已查, 发现问题, 问题发现率."""
    visited, faulty = sum(row.visited for row in rows), sum(row.faulty for row in rows)
    return [visited, faulty, percent(faulty, visited)]


def ordered(rows):
    """What is to be rectified by a day: all, done, open, late."""
    every = [row.cells for row in rows if row.visited and row.cells["整改期限"]]
    waiting = [cells for cells in every if not cells["整改完成日期"]]
    return len(every), len(every) - len(waiting), len(waiting), sum(cells["整改期限"] < TODAY for cells in waiting)


def test_there_are_findings_of_every_kind(year):
    assert set(often(r for row in year.rows for r in row.results)) == set(STATIC[RESULT])
    assert set(often(str(row.cells["处理结果"]) for row in year.rows)) == set(STATIC[DISPOSAL])
    share = sum(row.faulty for row in year.rows) / len(year.rows)
    assert 0.1 < share < 0.3


def test_no_other_sheet_has_figures(sheets):
    counted = {"进度", "统计", "按任务图表", "问题与处置", "覆盖面", "人员工作量", "与上年度对比"}
    assert set(sheets) == {*counted, "补抽统计", "补抽清单", "检查总量"}
    assert sheets["按任务图表"] == []


def test_all_inspections_are_the_random_ones_where_nothing_else_was_entered(year, sheets):
    visited = [row for row in year.rows if row.visited]
    left_out = sum("移送办案机构" in str(row.cells["处理结果"]) for row in visited)
    rows = {row[0]: row[1] for row in sheets["检查总量"] if len(row) > 1}
    assert (rows["随机抽查"], rows["合计"]) == (len(visited), len(visited))
    assert rows["计入年报的检查次数"] + rows["写有不计入的字样，没有计入"] == len(visited)
    assert rows["写有不计入的字样，没有计入"] == left_out


def test_replacements_are_those_of_the_log(whole_year, sheets):
    logged = [e for e in journals.events(Desk(whole_year.folder)) if e["event"] == "replacement"]
    by_task = Counter(e["task_no"] for e in logged)
    assert logged
    assert [row[1:3] for row in sheets["补抽统计"] if row[0] == "按任务"] == [list(pair) for pair in by_task.items()]
    assert next(row for row in sheets["补抽统计"] if row[0] == "合计")[2] == len(logged)
    assert [(row[1], row[3]) for row in sheets["补抽清单"][2:]] == [(e["task_no"], e["number"]) for e in logged]


def test_progress_by_task(year, sheets):
    title, heads, *rows, whole, note = sheets["进度"]
    assert title == [f"{CALLED}2021年度“双随机、一公开”抽查进度"]
    assert heads[4:10] == COUNTS
    expected = []
    by_task = year.by(lambda row: row.plan_no)
    for task in year.plan:
        own = by_task[str(task["抽查计划编号"])]
        counts = year.counts(own, TODAY)
        assert counts[3] == counts[0]
        known = [str(task["抽查计划编号"]), str(task["抽查任务编号"]), year.round_of(task), own[0].category]
        expected.append([*known, *counts, *rates(counts), "已公示"])
    assert rows == expected
    counts = year.counts(year.rows, TODAY)
    assert whole == ["合计", None, None, None, *counts, *rates(counts)]
    assert note == ["截至 2021-12-31 09:00。检查完成率 = 已查 ÷ 应查；公示率 = 已公示 ÷ 已查；完结率 = 完结 ÷ 已公示。"]


def test_sums_by_round_category_and_result(year, sheets):
    rows = iter(sheets["统计"])
    supervised = [item for item in year.items if item["市场监管执法事项"] == "是"]
    random = [item for item in supervised if item["纳入随机抽查"] == "是"]
    assert next(rows) == [f"{CALLED}2021年度“双随机、一公开”抽查统计"]
    assert next(rows) == [
        (
            f"随机抽查事项 {len(random)} 项，占市场监管执法事项 {len(supervised)} 项的 "
            f"{percent(len(random), len(supervised))}，达到 5% 的目标。"
        )
    ]
    for name, groups in (("批次", year.by_round()), ("对象类别", year.by(lambda row: row.category))):
        assert next(rows) == [name, *COUNTS]
        for line in sums(year, groups):
            assert next(rows) == line
    results = often(r for row in year.rows if row.visited for r in row.results)
    visited, times = sum(row.visited for row in year.rows), sum(results.values())
    assert next(rows) == ["检查结果", "户数"]
    ranked(results, [next(rows) for _ in results])
    assert next(rows) == ["项次合计", times]
    assert next(rows) == ["已查户数", visited]
    assert next(rows) == [f"一户有几种检查结果的，每种各计一次，所以项次合计比已查户数多 {times - visited}。"]
    assert list(rows) == []


def test_problems_and_what_became_of_them(year, sheets):
    rows = iter(sheets["问题与处置"])
    assert next(rows) == ["发现问题和处置情况"]
    assert next(rows) == ["对象类别", "已查", "发现问题", "问题发现率"]
    for category, own in year.by(lambda row: row.category).items():
        assert next(rows) == [category, *found(own)]
    assert next(rows) == ["合计", *found(year.rows)]
    disposals = often(str(row.cells["处理结果"]) for row in year.rows if row.visited)
    assert next(rows) == ["处理结果", "户数"]
    ranked(disposals, [next(rows) for _ in disposals])
    assert next(rows) == ["合计", sum(disposals.values())]
    every, done, waiting, late = ordered(year.rows)
    assert late > 0
    assert list(rows) == [
        ["整改", "户数"],
        ["应整改", every],
        ["已完成整改", done],
        ["未完成整改", waiting],
        ["其中超过整改期限", late],
        ["应整改：台账中填了整改期限的各户。"],
    ]


def reach(year, title):
    """Coverage by a column of the registry, and its sum."""
    operating = {str(c["统一社会信用代码"]): c[title] for c in year.registry if c["经营状态"] == "营业"}
    drawn = {row.code for row in year.rows}
    visited = {row.code for row in year.rows if row.visited}
    faulty = {row.code for row in year.rows if row.faulty}
    assert drawn <= set(operating), "those that stopped have a line of their own; here there is none"
    names = dict.fromkeys(operating.values()) if title == "所属乡镇" else dict.fromkeys(sorted(operating.values()))
    lines = []
    for name in names:
        here = {code for code, own in operating.items() if own == name}
        lines.append([name, len(here), *(len(codes & here) for codes in (drawn, visited, faulty))])
    lines.append(["合计", len(operating), len(drawn), len(visited), len(faulty)])
    return [[*line, percent(line[2], line[1])] for line in lines]


def test_coverage_by_town_and_grade(year, sheets):
    heads = ["在营户数", "抽中户数", "检查户数", "有问题户数", "抽查覆盖率"]
    title, *rows = sheets["覆盖面"]
    towns, grades = reach(year, "所属乡镇"), reach(year, "信用风险等级")
    assert title == ["抽查覆盖面"]
    assert rows[: len(towns) + 1] == [["所属乡镇", *heads], *towns]
    assert rows[len(towns) + 1 : -2] == [["信用风险等级", *heads], *grades]
    assert not any(re.search(r"\d", str(note)) for (note,) in rows[-2:])


def test_workload_of_each_inspector(year, sheets):
    title, heads, *rows = sheets["人员工作量"]
    drawn = Counter(cert for row in year.rows for cert, _ in row.team)
    visited = Counter(cert for row in year.rows if row.visited for cert, _ in row.team)
    lines = [
        [cert, name, drawn[cert], visited[cert], drawn[cert] - visited[cert]] for cert, name in year.people.items()
    ]
    assert rows == sorted(lines, key=lambda line: (-line[2], line[0]))
    assert (title, heads) == (["执法检查人员工作量"], ["执法证号", "姓名", "本年抽中户次", "已查户次", "待查户次"])


def test_no_year_before_is_beside_the_demonstration(sheets):
    assert sheets["与上年度对比"] == [
        ["与上年度对比"],
        ["没有找到上一年度（2020 年）的文件夹，没有与上年度对比。要对比的，请把它放在本年度文件夹的旁边，取名“2020”。"],
    ]


def texts(rows):
    return [[str(cell) for cell in row] for row in rows]


def test_tables_of_the_draft(year, whole_year):
    by_round, by_category, results, problems, disposals, following = tables(whole_year.reported.summary)
    categories = year.by(lambda row: row.category)
    assert by_round == texts([["批次", *COUNTS], *sums(year, year.by_round())])
    assert by_category == texts([["对象类别", *COUNTS], *sums(year, categories)])
    assert results[0] == ["检查结果", "户次"]
    counts = often(r for row in year.rows if row.visited for r in row.results)
    ranked(counts, [[name, int(count)] for name, count in results[1:]])
    lines = [[name, *found(own)] for name, own in categories.items()]
    heads = ["对象类别", "已查", "发现问题", "问题发现率"]
    assert problems == texts([heads, *lines, ["合计", *found(year.rows)]])
    counts = often(str(row.cells["处理结果"]) for row in year.rows if row.visited)
    assert (disposals[0], disposals[-1]) == (["处理结果", "户次"], ["合计", str(sum(counts.values()))])
    ranked(counts, [[name, int(count)] for name, count in disposals[1:-1]])
    assert following == texts(planned(year))


def planned(year):
    """The tasks of the plan by category and round, which the next year takes over."""
    names = list(year.rounds.values())
    category = {row.plan_no: row.category for row in year.rows}
    places = [(category[str(task["抽查计划编号"])], year.round_of(task)) for task in year.plan]
    counts = Counter(places)
    lines = [
        [one, *(counts[one, name] for name in names), sum(c == one for c, _ in places)]
        for one in dict.fromkeys(c for c, _ in places)
    ]
    whole = ["合计", *(sum(r == name for _, r in places) for name in names), len(places)]
    return [["对象类别", *names, "合计"], *lines, whole]


def test_sentences_of_the_draft(year, whole_year):
    quota, drawn, visited, out, late, closed = year.counts(year.rows, TODAY)
    tasks, rows = len(year.plan), year.rows
    supervised = sum(item["市场监管执法事项"] == "是" for item in year.items)
    random = sum(item["市场监管执法事项"] == item["纳入随机抽查"] == "是" for item in year.items)
    operating, companies, seen = reach(year, "所属乡镇")[-1][1:4]
    _, faulty, rate = found(rows)
    every, done, waiting, overdue = ordered(rows)
    out_late = sum(row.out(TODAY) and year.late(row, TODAY) for row in rows)
    clean = sum(set(row.results) <= {CLEAN, "未发现开展本次抽查涉及的经营活动"} for row in rows if row.visited)
    unreachable = sum("通过登记的住所（经营场所）无法联系" in row.results for row in rows)
    bureau = year.unit["单位名称"]
    assert min(overdue, unreachable) > 0
    assert late == out_late == 0
    assert [text for text in paragraphs(whole_year.reported.summary) if re.search(r"\d", text)] == [
        f"{bureau}2021年度\n“双随机、一公开”抽查工作总结",
        (
            f"2021年度抽查工作计划（{year.unit['文号']}）安排抽查任务{tasks}个，分{len(year.by_round())}个批次，"
            f"涉及{len(year.by(lambda row: row.category))}类检查对象，应查{quota}户次。"
        ),
        f"检查对象名录库中现有在营检查对象{operating}户；列入抽取的执法检查人员{len(year.people)}名。",
        f"市场监管执法事项{supervised}项，纳入随机抽查{random}项，占{percent(random, supervised)}，达到5%的目标。",
        (
            f"截至2021年12月31日，已抽取任务{tasks}个，抽中检查对象{drawn}户次，已检查{visited}户次，已公示{out}户次，"
            f"完结{closed}户次。检查完成率（已查÷应查）{percent(visited, quota)}，"
            f"公示率（已公示÷已查）{percent(out, visited)}，"
            f"完结率（完结÷已公示）{percent(closed, out)}。"
        ),
        (
            f"同一检查对象全年只计一户的，抽中{companies}户，检查{seen}户，"
            f"在营检查对象的抽查覆盖率{percent(companies, operating)}。"
        ),
        (
            f"已检查的{visited}户次中，未发现问题{clean}户次，发现问题{faulty}户次，"
            f"问题发现率{rate}。一户有几种检查结果的，下表每种各计一次。"
        ),
        f"规定整改期限的{every}户次，已完成整改{done}户次，未完成整改{waiting}户次，其中超过整改期限{overdue}户次。",
        (
            f"已公示{out}户次，其中按期公示{out - out_late}户次，逾期公示{out_late}户次；"
            f"已检查尚未公示{visited - out}户次，超过公示期限尚未公示{late - out_late}户次。"
        ),
        f"1．超过整改期限尚未完成整改{overdue}户次。",
        f"2．通过登记的住所（经营场所）无法联系{unreachable}户次。",
        (
            f"2022年度抽查工作计划如照本年度计划结转，安排抽查任务{tasks}个，按批次和对象类别如下表。"
            "本表为初步安排，以审定的计划为准。"
        ),
        "2022年度抽查任务（个）",
        "1．2022年度计划的文号和制发日期，节假日安排。",
        f"2．定向还是不定向抽查待定的任务：全部{sum('或' in str(t['抽查类型']) for t in year.plan)}个。",
        "3．各任务的抽查比例、对象范围、抽查日期和联合部门是否调整。",
        "2021年12月31日",
    ]


REMINDED = date(2021, 10, 17)
"""The day on which the demonstration asks what is due; three working days are soon."""


def test_reminders(year):
    due = Reminded(year, REMINDED, 3)
    shown = grids(year.root / "提醒" / "到期提醒.xlsx")
    assert list(shown) == ["汇总", "按任务", "按人员", "明细"]
    assert [row for row in shown["汇总"] if len(row) > 1][1:] == due.summary()
    *said, of_registries = (row[0] for row in shown["汇总"] if len(row) == 1)
    assert of_registries.startswith("名录更新：检查对象名录库本年没有登记过")
    assert said[1:] == [
        "截至 2021-10-17 09:00。3 个工作日以内到期的列为“即将到期”。",
        f"抽取、检查以抽查日期的截止日为限；公示以检查后第 {year.term} 个工作日为限；整改以整改期限为限。",
    ]
    assert shown["按任务"][2:] == due.by_task()
    assert shown["按人员"][2:] == due.by_person()
    assert shown["明细"][2:] == due.lines()
    assert len(due.lines()) > 40


def test_calendar_tells_of_each_visit_that_is_due_and_counts_those_of_a_task(year):
    """The lines of the workbook, traced above; what is more than a year away is in no calendar."""
    rows = grids(year.root / "提醒" / "到期提醒.xlsx")["明细"]
    lines = [dict(zip(rows[1], row, strict=False)) for row in rows[2:]]
    open_ones = Counter((day(line), line["抽查任务编号"], line["事项"]) for line in lines if line["剩余工作日"] != "")
    of_tasks = {key: count for key, count in open_ones.items() if key[2] in ("抽取", "检查")}
    wanted = Counter((due, count) for (due, _, _), count in of_tasks.items())
    wanted += Counter((due, 1) for (due, _, _), count in (open_ones - Counter(of_tasks)).items() for _ in range(count))
    events = icalendar.Calendar.from_ical((year.root / "提醒" / "到期提醒.ics").read_bytes()).walk("VEVENT")
    counts = [(event["dtstart"].dt.isoformat(), re.search(r"(\d+) 户$", event["summary"])) for event in events]
    assert Counter((due, int(count[1]) if count else 1) for due, count in counts) == wanted


def day(line):
    return str(line["最后期限"])[:10]


def batches(year):
    """The folders of what was published, with their day."""
    folders = sorted((year.root / "公示").glob("第*批_*"))
    return [(folder, date(*map(int, re.search(r"_(\d{4})(\d\d)(\d\d)", folder.name).groups()))) for folder in folders]


TOLD = {"抽查结果公示": "检查完成日期", "省平台录入表": "检查完成日期", "信用信息归集表": "检查日期"}
"""The books of a batch, and the title of the day of inspection in each."""


@pytest.mark.parametrize("book", TOLD)
def test_each_row_is_published_once_in_each_book(year, book):
    told = 0
    for folder, day in batches(year):
        due = [row for row in year.rows if row.cells["公示日期"] == day]
        assert (folder / f"{book}.xlsx").exists() == bool(due)
        if not due:
            continue
        ((_, *lines),) = grids(folder / f"{book}.xlsx").values()
        assert lines[0] == ["2021年度"]
        shown = records(folder / f"{book}.xlsx", "行政相对人名称" if book == "信用信息归集表" else "序号")
        by_code = {row.code: row for row in due}
        assert sorted(str(line["统一社会信用代码"]) for line in shown) == sorted(by_code)
        for number, line in enumerate(shown, start=1):
            row = by_code[str(line["统一社会信用代码"])]
            expected = {"序号": number, TOLD[book]: row.cells["检查日期"], "公示期限": year.deadline(row)}
            figures = {title: cell for title, cell in line.items() if isinstance(cell, int | float | date)}
            assert figures == {title: cell for title, cell in expected.items() if title in line}
        told += len(shown)
    assert told == len(year.rows)


def test_the_correction_is_that_of_the_row_with_a_reason(year):
    (changed,) = [row for row in year.rows if str(row.cells["备注"] or "").startswith("演练")]
    ((folder, day),) = [(f, d) for f, d in batches(year) if (f / "更正公告.xlsx").exists()]
    (line,) = records(folder / "更正公告.xlsx", "序号")
    figures = {title: cell for title, cell in line.items() if isinstance(cell, int | float | date)}
    assert figures == {"序号": 1, "原公示日期": changed.cells["公示日期"]}
    assert (line["统一社会信用代码"], line["更正后内容"]) == (changed.code, changed.cells["检查方式"])
    assert day > changed.cells["公示日期"]


def test_counts_that_the_demonstration_prints(year, whole_year):
    replaced = len(list((year.root / "抽取").glob("补抽记录-*.xlsx")))
    drawn = len(list((year.root / "抽取").glob("抽取记录-*.xlsx")))
    assert whole_year.tasks == drawn == len(year.plan)
    assert whole_year.drawn == whole_year.published == len(year.rows)
    assert (whole_year.replaced, whole_year.verified, whole_year.differing) == (replaced, drawn + replaced, 0)
    assert whole_year.corrected == sum(bool(re.match("演练", str(row.cells["备注"] or ""))) for row in year.rows)
    for name, errors in (
        ("校验报告-抽查工作计划（印发件）", whole_year.printed_errors),
        ("校验报告", whole_year.own_errors),
    ):
        rows = grids(year.root / "校验" / f"{name}.xlsx")["汇总"]
        at = next(n for n, row in enumerate(rows) if row[:2] == ["工作簿", "错误"])
        counts = [row[1] for row in rows[at + 1 :] if str(row[0]).endswith(".xlsx")]
        assert sum(counts) == errors
