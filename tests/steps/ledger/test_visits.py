"""Five tasks of the 2021 desk: honest visits are free of findings, and whatever is planted among them is found."""

import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta

import openpyxl
import pytest

from tests.builders import by_column
from tests.cells import FIRST, cell
from tests.results.cases import CLEAN
from tests.steps.helpers import LEDGER_FIRST, edited, fill_ledger, published_codes, rows_of, type_over
from tests.steps.ledger.planted_visits import (
    AUTUMN,
    DRIVING,
    FREIGHT,
    PASSENGERS,
    SPRING,
    SUMMER,
    TASKS,
    TOWN,
    codes_of,
    days_from,
    fill_honestly,
    ledger,
    prepared_desk,
    read_ledgers_of,
    told,
    visits_told,
)
from tests.steps.ledger.test_arrangement import set_policy
from tests.steps.others import enter
from xlcheck.checks.visits.of_ledgers import people_in
from xlcheck.excel.fill.type_in import add_row, type_in
from xlcheck.excel.read.workbook import read_book
from xlcheck.messages import Level, level, problem
from xlcheck.schema.inputs import (
    CODES,
    ENTITIES,
    ENTITY_BOOK,
    INSPECTOR_BOOK,
    INSPECTORS,
    LEAVES,
    OTHER_BOOK,
    SETTINGS_BOOK,
    WAIVERS,
)
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.check.check import find_all
from xlcheck.steps.desk.desk import PRACTICE_MARK, Desk, Run
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.ledger import visits as step
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.remind.status import status
from xlcheck.steps.remind.year_state import year_state
from xlcheck.steps.report.report import report


@pytest.fixture(scope="module")
def filled(sample, tmp_path_factory):
    run = prepared_desk(sample, tmp_path_factory.mktemp("visits") / "workbooks" / "2021")
    fill_honestly(run)
    return run


@pytest.fixture
def honest(filled, tmp_path):
    root = tmp_path / "workbooks" / "2021"
    shutil.copytree(filled.desk.root, root)
    return Run(Desk(root), filled.now)


def retype(path, rows):
    type_in(path, LEDGER, {code: by_column(LEDGER, cells) for code, cells in rows.items()})


def lines_of(run, task, number=0):
    (one,) = [one for one in read_ledgers_of(run) if one.path == ledger(run, task, number)]
    return one.lines


def test_honest_year_is_free_of_findings(honest):
    assert told(honest) == []
    ledgers = read_ledgers_of(honest)
    assert len({one.plan_no for one in ledgers}) == len(TASKS)
    assert sum(len(one.lines) for one in ledgers) == 40
    assert all(line.complete for one in ledgers for line in one.lines)
    assert [f.code for one in ledgers for f in one.findings if level(f) is Level.ERROR] == []


def in_pairs(lines):
    """Two pairs of lines of one person in two towns are not wanted elsewhere; the others have no one in common."""
    used, pairs = set(), []
    for n, line in enumerate(lines):
        for other in lines[n + 1 :]:
            shared = set(people_in(line.inspectors)) & set(people_in(other.inspectors))
            if len(shared) == 1 and not {line.code, other.code} & used and len(pairs) < 2:
                pairs.append((line, other))
                used |= {line.code, other.code}
    return pairs, [line for line in lines if line.code not in used]


def plant_in_freight(run):
    """What is wrong about a day: each at two companies."""
    (first, second), rest = in_pairs(lines_of(run, FREIGHT))
    path, rows, expected = ledger(run, FREIGHT), {}, []

    def plant(code, *changes):
        for cells in changes:
            line = rest.pop(0)
            rows[line.code] = cells(line) if callable(cells) else cells
            expected.append((code, FREIGHT, line.code))

    plant("visit.before-draw", {"inspected": date(2021, 1, 4)}, {"inspected": date(2021, 1, 4)})
    plant("visit.on-day-off", {"inspected": date(2021, 1, 16)}, {"inspected": date(2021, 2, 13)})
    plant("visit.on-quiet-day", {"inspected": date(2021, 1, 25)}, {"inspected": date(2021, 1, 26)})
    plant("visit.before-approval", *[lambda line: {"approved_on": line.inspected + timedelta(days=1)}] * 2)
    plant("visit.before-notice", *[lambda line: {"served_on": line.inspected + timedelta(days=1)}] * 2)
    for line, other in (first, second):
        rows[other.code] = {"inspected": line.inspected}
        expected.append(("visit.many-towns", FREIGHT, line.code))
    retype(path, rows)
    return expected


def plant_in_registry(run):
    """Two leaves and two lapsed certificates that became known after the draw."""
    expected, book = [], run.desk.book(INSPECTOR_BOOK)
    every = [(task, line) for task in (FREIGHT, PASSENGERS) for line in lines_of(run, task)]
    wanted = [line for task, line in every if task == PASSENGERS][-4:]
    for n, line in enumerate(wanted):
        cert = next(iter(people_in(line.inspectors)))
        days = [other.inspected for _, other in every if cert in people_in(other.inspectors)]
        if n < 2:
            code, day = "visit.on-leave", line.inspected
            add_row(book, LEAVES, {LEAVES.cert: cert, LEAVES.first: day, LEAVES.last: day})
        else:
            code, day = "visit.cert-lapsed", max(days)
            type_in(book, INSPECTORS, {cert: {INSPECTORS.cert_to: day - timedelta(days=1)}})
        expected += [
            (code, task, other.code)
            for task, other in every
            if other.inspected == day and cert in people_in(other.inspectors)
        ]
    return expected


def plant_at_replaced(run):
    """The two freight companies that came in on 20 January were visited on the 19th and the 18th."""
    expected = []
    for number in (1, 2):
        path = ledger(run, FREIGHT, number)
        (code,) = codes_of(path)
        retype(path, {code: {"inspected": date(2021, 1, 20 - number)}})
        expected.append(("visit.before-replacement", f"{FREIGHT}-补抽{number}", code))
    return expected


def plant_in_schools(run):
    """What three tasks at the same five schools, and the same two people, can be planted with."""
    schools = codes_of(ledger(run, SPRING))
    assert len(schools) == 5
    crowd, same = schools[:3], "查阅资料，未见异常。"
    near, late = date(2021, 2, 1), date(2021, 6, 30)
    # three schools on one day, in spring and in summer: both people are asked about
    spring = {code: {"inspected": near, "situation": same} for code in crowd}
    summer = {code: {"inspected": late, "rectify_by": late, "rectified": late, "rechecked": late} for code in crowd}
    # two schools on 30 April and again by the next task on 6 May
    for code in schools[3:]:
        spring[code] = {"inspected": date(2021, 4, 30)}
        summer[code] = {"inspected": date(2021, 5, 6), "rectify_by": date(2021, 5, 14)}
        summer[code] |= {"rectified": date(2021, 5, 10), "rechecked": date(2021, 5, 11)}
    for code in schools[2:4]:
        summer[code] = CLEAN | {"situation": f"查阅{code[-5:]}台账。", "inspected": summer[code]["inspected"]}
    # autumn: two schools in the same hours, the others in the last days of the window
    hours = {"inspected": date(2021, 11, 3), "started": "9:00", "ended": "11:00"}
    autumn = dict.fromkeys(schools[:2], hours)
    last = (date(2021, 12, 22), date(2021, 12, 23), date(2021, 12, 24))
    autumn |= {code: {"inspected": day} for code, day in zip(schools[2:], last, strict=True)}
    for task, rows in ((SPRING, spring), (SUMMER, summer), (AUTUMN, autumn)):
        retype(ledger(run, task), rows)
    for n, code in enumerate(codes_of(ledger(run, SUMMER)), start=LEDGER_FIRST):
        if code in schools[:2]:
            type_over(ledger(run, SUMMER), n, rechecked=None, recheck_result=None)
    first = {task: next(code for code in codes_of(ledger(run, task)) if code in crowd) for task in (SPRING, SUMMER)}
    earliest = next(code for code in codes_of(ledger(run, AUTUMN)) if code in schools[:2])
    end = next(code for code in codes_of(ledger(run, AUTUMN)) if code in schools[2:])
    return [
        *[("visit.many-a-day", task, first[task]) for task in (SPRING, SUMMER) for _ in range(2)],
        ("visit.same-words", SPRING, first[SPRING]),
        *[("visit.same-week", SUMMER, code) for code in schools[3:]],
        *[("visit.not-rechecked", SUMMER, code) for code in schools[:2]],
        *[("visit.clean-pair", AUTUMN, code) for code in schools[2:4]],
        *[("visit.overlap", AUTUMN, earliest)] * 2,
        ("visit.window-end", AUTUMN, end),
    ]


def plant_in_passengers(run):
    """A task in which most visits are in the last days, and of the same words."""
    path = ledger(run, PASSENGERS)
    codes = codes_of(path)
    days = (date(2021, 4, 21), date(2021, 4, 22), date(2021, 4, 23), date(2021, 4, 29))
    retype(path, {code: {"inspected": day, "situation": "现场核对。"} for code, day in zip(codes, days, strict=False)})
    return [("visit.same-words", PASSENGERS, codes[0]), ("visit.window-end", PASSENGERS, codes[0])]


def test_all_that_is_planted_is_found_and_nothing_else(honest):
    expected = plant_in_freight(honest)
    expected += plant_at_replaced(honest)
    expected += plant_in_schools(honest)
    expected += plant_in_passengers(honest)
    expected += plant_in_registry(honest)
    assert told(honest) == sorted(expected)


AUGUST = {"inspection_type": "日常", "result": "未发现问题"}
OUTSIDER = "示例外单位人员"


def on(day, code, who=OUTSIDER, **cells):
    """A clean row of 其他检查 on a day of August, or of another month."""
    return (
        AUGUST
        | {"code": code, "inspected": date(2021, 8, day) if isinstance(day, int) else day}
        | cells
        | {"inspectors": who}
    )


def not_drawn(run, count):
    """Companies that no task has drawn, the first ones of the registry."""
    drawn = {line.code for one in read_ledgers_of(run) for line in one.lines}
    codes = [str(row[ENTITIES.code.title]) for row in rows_of(run.desk.book(ENTITY_BOOK))]
    return [code for code in codes if code not in drawn][:count]


def rows_at_drawn_companies(run):
    """Two rows in the week of the visit of a ledger, and two at which a pair is there for the third time."""
    freight, passengers = lines_of(run, FREIGHT), lines_of(run, PASSENGERS)
    settings = load_settings(run.desk)[0]
    rows, expected = [], []
    for line in freight[:2]:
        day = days_from(line.inspected + timedelta(days=1), settings)[0]
        rows.append(on(day, line.code))
        expected.append(("visit.same-week", line.code, day))
    for n, line in enumerate(passengers[:2]):
        pair = "、".join(people_in(line.inspectors))
        rows += [on(date(2021, month, 10 + 2 * n), line.code, pair) for month in (5, 8)]
        expected.append(("visit.clean-pair", line.code, date(2021, 8, 10 + 2 * n)))
    return rows, expected


def plant_in_others(run):
    """Rows of 其他检查 at companies that nobody has drawn, in a month without tasks, and some at drawn ones."""
    codes = not_drawn(run, 22)
    towns = {code: {ENTITIES.town: TOWN if n < 20 else "示例二镇"} for n, code in enumerate(codes)}
    type_in(run.desk.book(ENTITY_BOOK), ENTITIES, towns)
    book = run.desk.book(INSPECTOR_BOOK)
    pairs = {person for line in lines_of(run, PASSENGERS)[:2] for person in people_in(line.inspectors)}
    names = {str(row["执法证号"]): str(row["姓名"]) for row in rows_of(book)}
    away, lapsed, busy, far = [cert for cert in names if cert not in {*DRIVING, *pairs}][-4:]
    for day in (16, 17):
        add_row(book, LEAVES, {LEAVES.cert: away, LEAVES.first: date(2021, 8, day), LEAVES.last: date(2021, 8, day)})
    type_in(book, INSPECTORS, {lapsed: {INSPECTORS.cert_to: date(2021, 8, 18)}})
    sound = [
        on(2, codes[0], f"{names[busy]}、{names[far]}"),
        on(2, codes[1], names[busy], visit_code="示例码"),
        on(18, codes[2], names[lapsed]),
        on(18, codes[3], names[away]),
        on(25, codes[4], inspection_type="上级部署"),
    ]
    wrong = {
        "visit.on-day-off": [on(7, codes[5]), on(8, codes[6])],
        "visit.on-quiet-day": [on(26, codes[7]), on(27, codes[8])],
        "visit.on-leave": [on(16, codes[9], names[away]), on(17, codes[10], away)],
        "visit.cert-lapsed": [on(19, codes[11], lapsed), on(20, codes[12], names[lapsed])],
        "visit.many-a-day": [
            on(day, code, names[busy]) for day, n in ((23, 13), (24, 16)) for code in codes[n : n + 3]
        ],
        "visit.many-towns": [on(day, code, far) for day, n in ((3, 19), (4, 18)) for code in (codes[n], codes[n + 2])],
    }
    at_drawn, expected = rows_at_drawn_companies(run)
    enter(run, *sound, *(row for rows in wrong.values() for row in rows), *at_drawn)
    told_at = {code: [0, 3] if code == "visit.many-a-day" else [0, 2] if "towns" in code else [0, 1] for code in wrong}
    expected += [(code, rows[n]["code"], rows[n]["inspected"]) for code, rows in wrong.items() for n in told_at[code]]
    return [(code, "其他检查", f"{company} {day}") for code, company, day in expected]


def test_all_that_is_planted_among_other_inspections_is_found_at_its_row_and_nothing_else(honest):
    expected = plant_in_others(honest)
    (explained,) = [f for f in visits_told(honest) if f.waiver]
    assert (explained.code, explained.key[-10:], explained.waiver) == ("visit.on-quiet-day", "2021-08-25", "上级部署")
    assert told(honest) == sorted([*expected, (explained.code, "其他检查", explained.key)])


def figures_of(run):
    """Every figure of the year, of its tasks and of the inspections of all kinds, but how results are called."""
    year = report(run).year
    tasks = [replace(task, results=tuple(count for _, count in task.results)) for task in year.tasks]
    whole = replace(year.whole, results=tuple(count for _, count in year.whole.results))
    return [*tasks, whole, year.inspections], [word for word, _ in year.whole.results]


WORDS = {"未发现问题": "经查合格", "发现问题待后续处理": "有不符合项"}


def reword(run):
    """Call results by other words in 码表 and in ledgers, and describe every visit in the same ones."""

    def change(sheet):
        for row in range(FIRST, sheet.max_row + 1):
            value = sheet[cell(CODES, CODES.value, row)]
            if value.value in WORDS:
                problem_cell = sheet[cell(CODES, CODES.problem, row)]
                problem_cell.value = "否" if value.value == "未发现问题" else "是"
                value.value = WORDS[value.value]

    edited(run.desk.book(SETTINGS_BOOK), change, CODES.sheet)
    for task in TASKS:
        for one in [one for one in read_ledgers_of(run) if one.record.request.plan.task_no == task]:
            result = WORDS["发现问题待后续处理" if task == SUMMER else "未发现问题"]
            retype(one.path, {line.code: {"result": result, "situation": "看过了。"} for line in one.lines})


def test_statistics_are_the_same_whatever_words_results_and_visits_are_told_in(honest):
    before, words = figures_of(honest)
    reword(honest)
    after, other_words = figures_of(honest)
    assert before == after
    assert before[-2].problems == 5
    assert set(words) & set(WORDS) == set(WORDS)
    assert set(WORDS.values()) <= set(other_words)
    assert {code for code, *_ in told(honest)} == {"visit.same-words"}  # and is all that is asked about


def test_statistics_are_others_where_a_word_says_that_there_was_a_problem(honest):
    before, _ = figures_of(honest)
    path = ledger(honest, SPRING)
    (code, *_) = codes_of(path)
    retype(path, {code: {"result": "发现问题待后续处理"}})
    after, _ = figures_of(honest)
    assert after[-2].problems == before[-2].problems + 1


def test_publish_and_status_tell_of_other_inspections_and_no_row_of_a_ledger_is_held_back(desk):
    run, _, path = desk
    codes = fill_ledger(path, 2)
    enter(run, on(date(2021, 2, 13), codes[0]))
    done = publish(run)
    assert published_codes(run.desk) == codes
    assert [(f.code, f.place.book) for f in done.findings] == [("visit.on-day-off", OTHER_BOOK.filename)]
    assert [f.code for f in status(run, 5).findings] == ["visit.on-day-off"]
    cells = [cell for row in openpyxl.load_workbook(done.report)["问题清单"].iter_rows() for cell in row]
    assert [c.hyperlink.target.replace("\\", "/") for c in cells if c.hyperlink] == [f"../{OTHER_BOOK.filename}"]


def test_year_without_any_problem_is_asked_about_once(honest):
    path = ledger(honest, SUMMER)
    clean = {key: CLEAN[key] for key in ("result", "disposal", "closed")}
    retype(path, dict.fromkeys(codes_of(path), clean))
    codes = [code for code, *_ in told(honest)]
    assert codes.count("visit.never-a-problem") == 1
    assert set(codes) == {"visit.never-a-problem", "visit.clean-pair"}


def test_error_holds_its_row_back_and_a_warning_does_not(desk):
    run, _, path = desk
    first, second, *others = fill_ledger(path)
    retype(path, {first: {"inspected": date(2021, 1, 4)}, second: {"inspected": date(2021, 2, 13)}})
    done = publish(run)
    assert published_codes(run.desk) == [second, *others]
    assert {f.code for f in done.findings} >= {"visit.before-draw", "visit.on-day-off"}
    assert {f.code for f in status(run, 5).findings} >= {"visit.before-draw", "visit.on-day-off"}


def test_row_that_was_held_back_goes_out_once_its_day_is_right(desk):
    run, _, path = desk
    first, *_ = fill_ledger(path, 1)
    retype(path, {first: {"inspected": date(2021, 1, 4)}})
    assert publish(run).rows == 0
    retype(path, {first: {"inspected": date(2021, 1, 8)}})
    assert publish(run).rows == 1


def test_reason_is_typed_into_the_remark_beside_what_the_tool_wrote(desk):
    run, _, path = desk
    (code,) = fill_ledger(path, 1, inspected=date(2021, 2, 13), remark="第 1 次补抽，替换示例公司")
    (told_plain,) = visits_told(run)
    assert level(told_plain) is Level.WARNING
    retype(path, {code: {"remark": "第 1 次补抽，替换示例公司；春节保畅通"}})
    (told_with,) = visits_told(run)
    assert (level(told_with), told_with.waiver) == (Level.HINT, "备注：春节保畅通")


def accept_by_hand(run, code, book, key):
    """Type a row of 已接受问题."""
    add_row(
        run.desk.book(SETTINGS_BOOK),
        WAIVERS,
        {WAIVERS.code: code, WAIVERS.book: book, WAIVERS.row: key, WAIVERS.reason: "示例理由"},
    )


def test_warning_is_settled_by_what_staff_have_accepted_and_an_error_is_not(desk):
    run, _, path = desk
    late, early = fill_ledger(path, 2)
    retype(path, {late: {"inspected": date(2021, 2, 13)}, early: {"inspected": date(2021, 1, 4)}})
    accept_by_hand(run, "visit.on-day-off", path.name, late)
    accept_by_hand(run, "visit.before-draw", path.name, early)
    assert sorted((f.code, f.waiver) for f in visits_told(run)) == [
        ("visit.before-draw", ""),
        ("visit.on-day-off", "示例理由"),
    ]
    assert [f for f in find_all(run)[1] if f.code == "waiver.unused"] == []  # it is of a ledger, which was not read


def test_registry_that_cannot_be_read_is_told_of(desk):
    run, _, path = desk
    fill_ledger(path)
    run.desk.book(INSPECTOR_BOOK).write_bytes(b"no workbook")
    (told_of,) = visits_told(run)
    assert (told_of.code, level(told_of)) == ("visit.unread", Level.WARNING)
    assert INSPECTOR_BOOK.filename in problem(told_of)


def test_ledgers_in_which_nothing_is_typed_need_no_registry(desk):
    run, *_ = desk
    run.desk.book(INSPECTOR_BOOK).write_bytes(b"no workbook")
    assert visits_told(run) == []


def test_status_asks_about_visits_as_publish_does(desk):
    run, _, path = desk
    fill_ledger(path, 5, situation="查阅台账。")
    assert [f.code for f in status(run, 5).findings] == ["visit.same-words"]


def test_demonstration_accuses_itself_of_nothing_but_what_is_still_to_be_rectified(whole_year):
    found = visits_told(Run(Desk(whole_year.folder), datetime(2021, 12, 31, 9)))
    assert {f.code for f in found} == {"visit.not-rechecked"}


@pytest.mark.parametrize("practice", [False, True])
def test_year_to_learn_on_is_drawn_today_and_visited_in_its_own_year(ledger_desk, practice):
    run, _, path = ledger_desk
    if practice:
        (run.desk.root / PRACTICE_MARK).write_text("", "utf-8")
    fill_ledger(path, 2, inspected="2021-01-04")
    codes = [f.code for one in read_ledgers_of(run) for f in one.findings]
    assert codes.count("visit.before-draw") == (0 if practice else 2)


def test_what_is_looked_at_often_reads_neither_the_long_registry_nor_other_inspections(desk, monkeypatch):
    """Of people with several visits on a day, where companies are is asked by the registry, and only by 到期提醒."""
    run, _, path = desk
    set_policy(run, **{"每人每日最多乡镇数": "1"})
    fill_ledger(path, inspected=date(2021, 3, 1))
    enter(run, on(date(2021, 3, 1), codes_of(path)[0]))
    read = []
    monkeypatch.setattr(step, "read_book", lambda at, *more: read.append(at.name) or read_book(at, *more))
    year_state(run)
    assert set(read) == {INSPECTOR_BOOK.filename}
    read.clear()
    status(run, 5)
    assert {INSPECTOR_BOOK.filename, OTHER_BOOK.filename} < set(read)
