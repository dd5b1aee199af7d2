"""补抽: recorded, logged and archived; who is inspected follows from it everywhere."""

from dataclasses import replace
from datetime import datetime

import pytest

from tests import journals
from tests.conftest import DECLARED
from tests.steps.helpers import contents, draw, field, fill_ledger, put, rows_of, sentence, texts
from xlcheck.draws.formats.two.web_page import draw_page
from xlcheck.excel.read.workbook import read_cells
from xlcheck.journal.journal import Journal
from xlcheck.messages import problem
from xlcheck.samples.picture import sample_picture
from xlcheck.steps.desk.files import digest
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.draw.web_page import write_page
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.replace import replace as step
from xlcheck.steps.replace.replace import DropOutReport, replace_one
from xlcheck.steps.report.report import report
from xlcheck.steps.send.send import send
from xlcheck.steps.verify.verify import verify_desk, verify_record


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "现场照片（示例公司）.PNG"
    path.write_bytes(sample_picture())
    return path


@pytest.fixture
def moved(desk, photo):
    """The run after the second company of 01号 was replaced; the record of the draw, and what was done."""
    run, record, _ = desk
    return run, record, replace_one(run, "01号", company(record, photo))


def numbered(photo, number):
    """Another photo, beside the first."""
    path = photo.with_name(f"照片{number}.png")
    path.write_bytes(sample_picture(number))
    return path


def company(record, photo, at=1, **more):
    return DropOutReport((record.sample[at].code,), "", "迁出", "3 月 5 日现场查看，已搬走", (photo,), "示例甲", **more)


def differing(run):
    return [d.where for result in verify_desk(run) for d in result.differences]


def events(run):
    return [e["event"] for e in journals.events(run.desk) if "task" in e]


def ledger(run, number=0):
    return run.desk.ledgers / f"检查台账-01号{f'-补抽{number}' if number else ''}.xlsx"


def test_copies_of_its_record_are_told_where_they_differ(moved):
    run, _, done = moved
    copy = done.path.with_name("补抽记录-01号-1 - 副本.xlsx")
    copy.write_bytes(done.path.read_bytes())
    assert differing(run) == []
    put(copy, {"A1": "示例改动"})
    (told, *_), *of_itself = [result.differences for result in verify_desk(run) if result.differences]
    assert (told.where, told.found) == ("抽取/补抽记录-01号-1 - 副本.xlsx", "与《补抽记录-01号-1.xlsx》不是同一个文件")
    assert [d.where for (d,) in of_itself] == ["“补抽记录”工作表 A1"]


def test_replacement_is_recorded_archived_and_logged(moved, photo):
    run, record, done = moved
    folder = run.desk.archive / "01号" / "第1次" / "补抽1"
    assert done.path == run.desk.draws / "补抽记录-01号-1.xlsx"
    assert {p.name for p in folder.iterdir()} == {"补抽记录.xlsx", "证据1.PNG"}
    assert (folder / "证据1.PNG").read_bytes() == photo.read_bytes()
    assert (folder / "补抽记录.xlsx").read_bytes() == done.path.read_bytes()
    event = journals.events(run.desk)[-1]
    n = len(record.sample)
    assert (event["event"], event["number"], event["entered"]) == ("replacement", 1, record.order[n].code)
    assert event["withdrawal"]["evidence"] == [f"证据1.PNG {digest(photo)}"]
    page = "\n".join(read_cells(done.path)["补抽记录"].values())
    for words in ("迁出", "3 月 5 日现场查看，已搬走", "2021-03-05 09:00，操作人 示例甲", digest(photo)):
        assert words in page
    assert record.order[n].code in page
    assert "示例公司" not in page


def test_the_record_of_the_draw_and_the_workbooks_are_not_touched(desk, photo):
    run, record, _ = desk
    before = contents(run.desk.root)
    replace_one(run, "202101", company(record, photo))
    after = contents(run.desk.root)
    page = "抽取/抽取公开-01号.html"
    assert {name for name in before if after[name] != before[name]} == {"存档/抽取日志.jsonl", page}
    assert after["抽取/旧版/抽取公开-01号_20210305-090000.html"] == before[page]
    assert after["存档/抽取日志.jsonl"].startswith(before["存档/抽取日志.jsonl"])


def test_the_page_tells_of_it_and_is_what_is_sent(moved):
    run, record, done = moved
    page = done.page.read_text("utf-8")
    assert done.page == run.desk.draws / "抽取公开-01号.html"
    assert page == draw_page(drawn_tasks(Archive(run.desk))["202101"])
    for words in (done.task.replacements[0].entered.name, record.sample[1].name, "迁出"):
        assert words in page
    assert [words for words in ("已搬走", "证据1", "示例甲") if words in page] == []
    (sent,) = [path for path in send(run).files if path.name == done.page.name]
    assert sent.read_text("utf-8") == page


def test_a_page_that_is_as_it_should_be_is_left_alone(moved):
    run, _, done = moved
    write_page(run, Archive(run.desk), done.task)
    assert len(list((run.desk.draws / "旧版").iterdir())) == 1


def test_both_kinds_of_record_verify_alone_and_on_the_desk(moved):
    run, _, done = moved
    assert verify_record(done.path).sound
    results = verify_desk(run)
    assert [r.path.name for r in results][-1] == "补抽记录-01号-1.xlsx"
    assert all(r.sound for r in results)


def test_ledger_step_makes_what_the_newcomer_needs_and_leaves_the_rest(moved):
    run, record, done = moved
    before = contents(run.desk.root)
    (made,) = prepare(run)
    assert {p.name for p in made.made} == {
        "行政检查审批表-01号-补抽1.xlsx",
        "送达回证-01号-补抽1.xlsx",
        "抽查通知书-01号-补抽1.xlsx",
        "检查记录表-01号-补抽1.xlsx",
        "检查台账-01号-补抽1.xlsx",
    }
    after = contents(run.desk.root)
    assert {name: data for name, data in after.items() if name in before} == before
    entered = done.task.replacements[0].entered
    assert [row["统一社会信用代码"] for row in rows_of(ledger(run, 1))] == [entered.code]
    for kind in ("抽查通知书", "检查记录表"):
        assert entered.name in "".join(texts(run.desk.forms / f"{kind}-01号-补抽1.xlsx"))
    assert record.sample[1].code in [row["统一社会信用代码"] for row in rows_of(ledger(run))]


def test_forms_that_were_not_made_yet_leave_out_who_fell_away(run, photo):
    record = draw(run, "01号").record
    replace_one(run, "01号", company(record, photo))
    prepare(run)
    letters = "".join(texts(run.desk.forms / "抽查通知书-01号.xlsx"))
    assert [d.name in letters for d in record.sample[:3]] == [True, False, True]
    row = next(row for row in rows_of(ledger(run)) if row["统一社会信用代码"] == record.sample[1].code)
    assert row["备注"] == "已由第 1 次补抽替换"


def test_an_inspector_is_replaced_for_one_seat(desk):
    run, record, _ = desk
    team = record.teams[0]
    done = replace_one(run, "01号", DropOutReport((team.code,), team.certs[0], "请假"))
    visit = next(v for v in done.task.visits if v.drawn.code == team.code)
    assert visit.team.certs[1] == team.certs[1]
    assert done.outcome[0].startswith(f"{visit.drawn.name}：检查人员换为")
    (made,) = prepare(run)
    papers = ("抽查通知书", "检查记录表", "行政检查审批表", "送达回证")
    assert [p.name for p in made.made] == [f"{paper}-01号-补抽1.xlsx" for paper in papers]
    assert any(visit.team.certs[0] in text for text in texts(run.desk.forms / "抽查通知书-01号-补抽1.xlsx"))
    told = publish(run).findings
    assert [f.code for f in told] == ["ledger.team-replaced"]
    assert visit.team.certs[0] in problem(told[0])
    assert differing(run) == []


def test_an_inspector_who_left_is_replaced_wherever_nothing_is_entered(desk):
    run, record, path = desk
    (code,) = fill_ledger(path, 1)
    teams = {t.code: t.certs for t in record.teams}
    cert = next(c for c in teams[code] if sum(c in certs for certs in teams.values()) > 1)
    done = replace_one(run, "01号", DropOutReport((), cert.lower(), "调离"))
    made = done.task.replacements[0].drop_out
    assert made.wholly
    assert {code, *made.codes} == {c for c, certs in teams.items() if cert in certs}
    assert code not in made.codes
    assert [v.drawn.code for v in done.task.current if cert in v.team.certs] == [code]


def test_publication_and_figures_follow(moved):
    run, record, done = moved
    prepare(run)
    n = len(record.sample)
    entered = done.task.replacements[0].entered
    others = [d.code for d in record.sample if d != record.sample[1]]
    fill_ledger(ledger(run))
    fill_ledger(ledger(run, 1), inspected=f"{run.now:%Y-%m-%d}")  # after the newcomer came in
    told = publish(run)
    assert [f.code for f in told.findings] == ["ledger.replaced"]
    assert told.rows == n
    (path,) = run.desk.publications.glob("第1批_*/抽查结果公示.xlsx")
    rows = rows_of(path)
    assert {row["统一社会信用代码"] for row in rows} == {*others, entered.code}
    newcomer = next(row for row in rows if row["统一社会信用代码"] == entered.code)
    assert newcomer["备注"] == f"第 1 次补抽，替换{record.sample[1].name}"
    task = next(t for t in report(run).year.tasks if t.plan.plan_no == "202101")
    assert (task.quota, task.drawn, task.inspected, task.published) == (n, n, n, n)


def test_ledger_of_the_newcomer_that_is_not_there_yet_is_said(moved):
    run, _, _ = moved
    fill_ledger(ledger(run), 1)
    told = publish(run).findings
    assert [f.code for f in told] == ["ledger.missing-book"]
    assert told[0].place.book == "检查台账-01号-补抽1.xlsx"


def test_later_draws_count_the_newcomer_and_not_who_fell_away(moved):
    run, record, done = moved
    counts = run.desk.journal.draws().drawn_counts("202106", {})
    codes = {d.code for d in record.sample} - {record.sample[1].code}
    assert counts == dict.fromkeys({*codes, done.task.replacements[0].entered.code}, 1)


def test_second_replacement_goes_on_from_the_first(moved, photo):
    run, _, done = moved
    entered = done.task.replacements[0].entered
    two = numbered(photo, 2), numbered(photo, 3)
    again = replace_one(run, "01号", DropOutReport((entered.code,), "", "注销", evidence=two))
    assert again.path.name == "补抽记录-01号-2.xlsx"
    assert again.task.replacements[1].entered.rank == entered.rank + 1
    assert {p.name for p in (run.desk.archive / "01号" / "第1次" / "补抽2").iterdir()} == {
        "补抽记录.xlsx",
        "证据1.png",
        "证据2.png",
    }
    assert drawn_tasks(Archive(run.desk))["202101"] == again.task
    assert differing(run) == []


def test_replacements_of_a_second_attempt_are_its_own(moved, photo):
    run, _, _ = moved
    record = draw(run, "01号", again="示例理由").record
    assert drawn_tasks(Archive(run.desk))["202101"].replacements == ()
    done = replace_one(run, "01号", company(record, numbered(photo, 2)))
    assert done.path.name == "补抽记录-01号-第2次-1.xlsx"
    (made,) = prepare(run)
    assert run.desk.ledgers / "检查台账-01号-第2次-补抽1.xlsx" in made.made
    assert differing(run) == []


def test_interrupted_before_the_log_nothing_happened(desk, photo, monkeypatch):
    run, record, _ = desk
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "add_draw_event", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            replace_one(run, "01号", company(record, photo))
    assert events(run) == ["freeze", "reveal", "draw"]
    assert differing(run) == []
    assert replace_one(run, "01号", company(record, photo, 0)).path.name == "补抽记录-01号-1.xlsx"
    assert differing(run) == []


def test_interrupted_after_the_log_the_record_is_made_by_the_next_run(desk, photo, monkeypatch):
    run, record, _ = desk
    with monkeypatch.context() as patch:
        patch.setattr(step, "write_record", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            replace_one(run, "01号", company(record, photo))
    *records, page = differing(run)
    assert records == ["存档/01号/第1次/补抽1/补抽记录.xlsx", "抽取/补抽记录-01号-1.xlsx"]
    assert page.startswith("抽取/抽取公开-01号.html 第 ")  # it does not tell of it yet
    later = replace(run, now=datetime(2021, 3, 8, 9))
    assert replace_one(later, "01号", company(record, photo)).path.name == "补抽记录-01号-1.xlsx"
    assert "已由第 1 次补抽替换" in sentence(replace_one, later, "01号", company(record, photo))
    assert differing(run) == []
    page = read_cells(run.desk.draws / "补抽记录-01号-1.xlsx")["补抽记录"].values()
    assert any("2021-03-05 09:00" in text for text in page)


def test_a_cut_log_gives_no_free_retry__error(moved, photo):
    run, record, _ = moved
    log = run.desk.journal.draw_log
    log.write_text("".join(f"{line}\n" for line in log.read_text("utf-8").splitlines()[:4]), "utf-8")
    assert "删改" in sentence(replace_one, run, "01号", company(record, photo, 0))


def gone(code, *evidence, cert="", reason="注销"):
    return DropOutReport((code,), cert, reason, evidence=evidence)


REFUSED = {
    "task not drawn": (lambda r, p: ("99号", company(r, p)), "“99号”还没有抽取"),
    "company not drawn": (lambda r, p: ("01号", gone(r.order[-1].code, p)), "不在任务 01号 的抽中名单内"),
    "no evidence": (lambda r, _: ("01号", gone(r.sample[0].code)), "须有证据"),
    "evidence not there": (lambda r, p: ("01号", gone(r.sample[0].code, p / "无")), "找不到证据文件"),
    "no reason": (lambda r, p: ("01号", gone(r.sample[0].code, p, reason=" ")), "没有写明退出的原因"),
    "number in the reason": (
        lambda r, p: ("01号", gone(r.sample[0].code, p, reason="注销，13800000000")),
        "中像有电话号码",
    ),
    "number in the note": (lambda r, p: ("01号", replace(company(r, p), note="法人 13800000000")), "“情况说明”中像有"),
    "not in the team": (lambda r, _: ("01号", gone(r.sample[0].code, cert="SL-0", reason="请假")), "不在检查对象"),
    "a reason that no registry shows": (
        lambda r, _: ("01号", gone(r.sample[0].code, cert=r.teams[0].certs[0], reason="工作冲突")),
        "从名录库中核对不了，须有证据存档",
    ),
    "nobody": (lambda *_: ("01号", DropOutReport((), "SL-0", "请假")), "SL-0 在任务 01号 中没有尚未检查的对象"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_replaced__error(desk, photo, case):
    run, record, _ = desk
    make, words = REFUSED[case]
    before = contents(run.desk.root)
    assert words in sentence(replace_one, run, *make(record, photo))
    assert contents(run.desk.root) == before


def test_no_reserve__error(run, photo):
    """03号 is drawn by half; with every other company replaced nobody is left."""
    record = draw(run, "03号").record
    spare = len(record.order) - len(record.sample)
    for number in range(spare):
        current = drawn_tasks(Archive(run.desk))["202103"].current
        proof = (numbered(photo, number + 2),)
        replace_one(run, "03号", DropOutReport((current[0].drawn.code,), "", "停业", evidence=proof))
    current = drawn_tasks(Archive(run.desk))["202103"].current
    last = DropOutReport((current[0].drawn.code,), "", "停业", evidence=(photo,))
    assert "没有候补可以顺延" in sentence(replace_one, run, "03号", last)
    assert differing(run) == []


def test_company_whose_result_is_entered_or_published__error(desk, photo):
    run, record, path = desk
    (code,) = fill_ledger(path, 1)
    at = [d.code for d in record.sample].index(code)
    assert "已在台账中登记检查结果" in sentence(replace_one, run, "01号", company(record, photo, at))
    team = next(t for t in record.teams if t.code == code)
    assert "已在台账中登记" in sentence(replace_one, run, "01号", DropOutReport((code,), team.certs[0], "请假"))
    publish(run)
    path.unlink()
    assert "已公示" in sentence(replace_one, run, "01号", company(record, photo, at))


def test_company_found_closed_may_be_replaced_though_the_visit_was_begun__ok(desk, photo):
    run, record, path = desk
    fill_ledger(path, 1, 1, result="", disposal="", closed="")
    at = [d.code for d in record.sample].index(str(rows_of(path)[1]["统一社会信用代码"]))
    replace_one(run, "01号", company(record, photo, at))
    prepare(run)
    assert [f.code for f in publish(run).findings] == ["ledger.replaced"]


def test_ledger_that_is_open__error(desk, photo):
    run, record, path = desk
    path.with_name(f"~${path.name}").write_bytes(b"")
    assert "可能正在被" in sentence(replace_one, run, "01号", company(record, photo))


def test_texts_of_a_clerk_never_become_formulas(desk, photo):
    run, record, _ = desk
    odd = replace(company(record, photo), reason="=SUM(迁出)", note='=HYPERLINK("http://example.invalid")\n第二行')
    done = replace_one(run, "01号", odd)
    assert "=SUM(迁出)" in texts(done.path)
    assert verify_record(done.path).sound


def test_while_another_attempt_is_only_frozen_the_first_draw_stands(moved):
    run, _, _ = moved
    books = ready_books(run)
    (row,) = tasks_of(books, ["01号"])
    freeze_task(run, books, row, DECLARED, again="示例理由")
    assert len(drawn_tasks(Archive(run.desk))["202101"].replacements) == 1
    assert differing(run) == []


def test_issued_record_with_a_changed_cell__error(moved):
    run, _, done = moved
    name = field(done.path, "检查对象")
    put(done.path, {name: "示例改名有限公司"})
    found = differing(run)
    assert f"抽取/补抽记录-01号-1.xlsx “补抽记录”工作表 {name}" in found
    assert f"“补抽记录”工作表 {name}" in found
