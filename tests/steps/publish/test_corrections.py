"""更正公示: what was changed after its publication is named, and corrected once with its reason; never told as new."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest

from tests.cells import found_at
from tests.journals import logged
from tests.steps.helpers import (
    LEDGER_FIRST,
    contents,
    corrections,
    draw,
    fill_ledger,
    later,
    published_codes,
    rows_of,
    sentence,
    texts,
    type_over,
)
from xlcheck.journal.publication_events import LOG_NAME, facts_digest
from xlcheck.messages import problem
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.outputs.publish import CORRECTION
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.report.report import report


@pytest.fixture
def published(desk):
    """The desk after two rows were published: run, codes, ledger."""
    run, _, path = desk
    codes = fill_ledger(path, 2)
    publish(run)
    return later(run, 3, 8), codes, path


def test_change_without_a_reason_is_named_and_not_published(published):
    run, codes, path = published
    type_over(path, method="书面检查")
    before = contents(run.desk.publications)
    for done in (publish(run), report(run)):
        (told,) = done.findings
        assert found_at([told]) == [("ledger.published-changed", LEDGER.method.title, LEDGER_FIRST)]
        assert "2021-03-05 公示为“现场检查”，现为“书面检查”" in problem(told)
    assert [n for n in contents(run.desk.publications) if n not in before] == ["旧版/台账校验报告_20210308-090000.xlsx"]
    assert published_codes(run.desk) == codes


def test_change_with_a_reason_is_corrected_once(published):
    run, codes, path = published
    kept = contents(run.desk.publications / "第1批_20210305")
    type_over(path, method="书面检查", remark="登记时选错")
    assert [f.code for f in report(run).findings] == ["ledger.correction-due"]
    done = publish(run)
    assert (done.rows, done.corrected, done.before) == (0, 1, 2)
    assert {p.name for p in done.folder.iterdir()} == {"更正公告.xlsx", "更正公告.html"}
    (line,) = rows_of(done.folder / "更正公告.xlsx")
    assert {key: str(line[CORRECTION.column(key).title]) for key in ("code", "field", "before", "after", "reason")} == {
        "code": codes[0],
        "field": "检查方式",
        "before": "现场检查",
        "after": "书面检查",
        "reason": "登记时选错",
    }
    page = (done.folder / "更正公告.html").read_text("utf-8")
    assert all(text in page for text in (codes[0], "现场检查", "书面检查", "登记时选错"))
    assert contents(run.desk.publications / "第1批_20210305") == kept
    again = publish(later(run, 3, 9))
    assert (again.folder, again.corrected, again.findings) == (None, 0, ())
    assert report(run).findings == ()


def test_new_rows_and_corrections_share_a_batch(published):
    run, codes, path = published
    new = fill_ledger(path, 1, 2, inspected="2021-03-02")
    type_over(path, result="发现问题已责令改正", disposal="责令改正", remark="复核后更正")
    done = publish(run)
    assert (done.rows, done.corrected) == (1, 1)
    assert len(list(done.folder.iterdir())) == 6
    assert published_codes(run.desk) == [*codes, *new]
    assert corrections(run.desk) == [(codes[0], "检查结果", "发现问题已责令改正"), (codes[0], "处理结果", "责令改正")]


def test_second_change_needs_a_reason_of_its_own(published):
    run, codes, path = published
    type_over(path, method="书面检查", remark="登记时选错")
    publish(run)
    type_over(path, method="网络监测")
    assert [f.code for f in publish(later(run, 3, 9)).findings] == ["ledger.published-changed"]
    type_over(path, remark="再次复核")
    done = publish(later(run, 3, 10))
    (line,) = rows_of(done.folder / "更正公告.xlsx")
    assert (line["原公示内容"], line["更正后内容"]) == ("书面检查", "网络监测")
    assert str(line["原公示日期"])[:10] == "2021-03-08"
    assert published_codes(run.desk) == codes


def test_change_that_was_put_back__ok(published):
    run, _, path = published
    type_over(path, method="书面检查")
    publish(run)
    type_over(path, method="现场检查")
    assert publish(run).findings == ()


def test_correction_does_not_make_a_row_late(published):
    run, _, path = published
    type_over(path, method="书面检查", remark="登记时选错")
    publish(later(run, 12, 30))
    year = report(later(run, 12, 31)).year.whole
    assert (year.published, year.overdue) == (2, 0)


def test_personal_data_in_the_reason_holds_the_correction_back(published):
    run, codes, path = published
    type_over(path, method="书面检查", remark="与张某 13812345678 核实")
    type_over(path, LEDGER_FIRST + 1, method="书面检查", remark="登记时选错")
    done = publish(run)
    assert "ledger.personal-data" in [f.code for f in done.findings]
    assert corrections(run.desk) == [(codes[1], "检查方式", "书面检查")]
    assert not any("13812345678" in text for path in done.folder.glob("*.xlsx") for text in texts(path))


def test_row_that_was_emptied_after_its_publication_is_named(published):
    run, _, path = published
    type_over(path, **dict.fromkeys(("inspected", "method", "situation", "result", "disposal", "closed"), ""))
    changed = found_at(f for f in publish(run).findings if f.code == "ledger.published-changed")
    facts = (LEDGER.inspected, LEDGER.method, LEDGER.result, LEDGER.disposal)
    assert set(changed) == {("ledger.published-changed", fact.title, LEDGER_FIRST) for fact in facts}


def test_facts_that_nobody_is_told_may_change__ok(published):
    run, _, path = published
    type_over(path, situation="补写。", rectified="2021-03-06", published="2021-03-05")
    assert publish(run).findings == ()


def test_next_draw_of_the_task_is_published_in_its_own_right(published):
    """The inspections of a second draw are others than those that were published of the first."""
    run, _, _ = published
    draw(run, "01号", again="首次抽取时断电")
    prepare(run)
    second = run.desk.ledgers / "检查台账-01号-第2次.xlsx"
    assert {f.code for f in publish(run).findings} == {"ledger.stray", "ledger.earlier-draw-out"}
    filled = fill_ledger(second, inspected="2021-03-08")
    done = publish(run)
    assert (done.rows, done.corrected) == (len(filled), 0)


def test_log_binds_the_facts_of_each_row(published):
    run, codes, _ = published
    lines = [json.loads(line) for line in (run.desk.archive / LOG_NAME).read_text("utf-8").splitlines()]
    assert [line["code"] for line in lines] == codes
    for line in lines:
        assert (line["day"], line["batch"], line["task"], line["attempt"]) == (
            "2021-03-05",
            "第1批_20210305",
            "202101",
            1,
        )
        assert (line["facts"]["inspected"], line["facts"]["result"]) == ("2021-03-01", "未发现问题")
        assert line["digest"] == facts_digest(line["facts"])


def test_digest_is_that_of_the_canonical_json():
    assert facts_digest({"b": "甲", "a": ""}) == sha256('{"a":"","b":"甲"}'.encode()).hexdigest()


def test_old_lines_without_facts_are_read(published):
    run, codes, path = published
    log = run.desk.archive / LOG_NAME
    old = [{"day": "2021-03-05", "batch": "第1批_20210305", "task": "202101", "code": code} for code in codes]
    log.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in old), "utf-8")
    type_over(path, method="书面检查", remark="登记时选错")
    new = fill_ledger(path, 1, 2, inspected="2021-03-02")
    done = publish(run)
    assert (done.rows, done.corrected, done.before, done.findings) == (1, 0, 2, ())
    assert published_codes(run.desk) == [*codes, *new]
    assert [bool(entry.facts) for entry in logged(run.desk)] == [False, False, True]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "\ufeff",
        '{"task": "202101"}',
        '{"day": "昨天", "task": "1", "code": "2", "batch": "3"}',
        '{"day": "2021-03-05", "task": "1", "code": "2", "batch": "3", "facts": {}}',
        "",
    ],
)
def test_log_that_is_damaged__error(published, line):
    run, _, _ = published
    log = run.desk.archive / LOG_NAME
    log.write_text(f"{log.read_text('utf-8')}{line}\n", "utf-8")
    for step in (publish, report):
        assert "公示日志第 3 行" in sentence(step, run)


def test_log_in_which_a_fact_was_changed__error(published):
    run, _, _ = published
    log = run.desk.archive / LOG_NAME
    log.write_text(log.read_text("utf-8").replace("现场检查", "书面检查", 1), "utf-8")
    assert "公示日志第 1 行" in sentence(publish, run)


def test_practice_is_marked(published):
    run, _, path = published
    (run.desk.root / "演练.txt").write_text("", "utf-8")
    type_over(path, method="书面检查", remark="登记时选错")
    folder = publish(replace(run)).folder
    assert "演练数据" in (folder / "更正公告.html").read_text("utf-8")
    assert any("演练" in text for text in texts(folder / "更正公告.xlsx"))
