"""The log, walked on a desk and as a file alone."""

import shutil
from pathlib import Path

import pytest

from tests.steps.helpers import draw, fill_ledger, later, sentence, set_unit
from xlcheck.cli.dialogues.verify import show_log
from xlcheck.journal.chain import line_digest
from xlcheck.journal.witness_events import CodeArrival
from xlcheck.journal.witness_log import WitnessLog
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.send.send import send, sent_by_hand
from xlcheck.steps.verify.log import walk_desk, walk_log
from xlcheck.steps.verify.verify import verify_desk


@pytest.fixture
def log(drawn):
    run, _ = drawn
    return run.desk.archive / "抽取日志.jsonl"


def lines(log):
    return log.read_text("utf-8").splitlines()


def test_every_line_is_named_with_its_hash(drawn, log):
    walked = walk_log(log)
    assert walked.broken is None
    assert [name for name, _ in walked.lines] == [
        "第 1 行（年初状态 2021-01-05 09:00）",
        "第 2 行（冻结 03号 第1次 2021-01-05 09:00）",
        "第 3 行（揭晓号码 03号 第1次 2021-01-05 09:00）",
        "第 4 行（抽取 03号 第1次 2021-01-05 09:00）",
    ]
    _, done = drawn
    assert [digest for _, digest in walked.lines] == [line_digest(line) for line in lines(log)]
    assert walked.lines[2][1] == done.record.log_digest


def test_a_verification_of_the_desk_reads_the_log_once(drawn, log, monkeypatch):
    run, _ = drawn
    opened, read_bytes = [], Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path) or read_bytes(path))
    assert all(result.sound for result in verify_desk(run))
    assert opened.count(log) == 1


def test_a_log_is_walked_without_its_desk(log, tmp_path):
    alone = shutil.copy(log, tmp_path / "来信附件.jsonl")
    log.unlink()
    assert walk_log(alone).broken is None


def test_on_a_desk_every_record_anchors_the_log(drawn, log):
    run, _ = drawn
    draw(run, "05号")
    assert (walk_desk(run).broken, walk_desk(run).records) == (None, 2)
    (run.desk.draws / "抽取记录-05号.xlsx").write_bytes(b"")  # for the verification of records to tell
    assert walk_desk(run).records == 1


def test_the_first_broken_link_is_named__error(drawn, log):
    log.write_text(log.read_text("utf-8").replace("3 0 7 1", "3 0 7 2"), "utf-8")
    broken = walk_log(log).broken
    assert broken.where == "抽取日志第 4 行（抽取 03号 第1次 2021-01-05 09:00）"
    assert broken.found.startswith("接在散列值为 ")
    log.write_text("".join(f"{line}\n" for line in lines(log)[1:]), "utf-8")
    assert walk_log(log).broken.where.startswith("抽取日志第 1 行（冻结 03号")


def test_lines_cut_off_the_end_are_found_by_the_record_only__error(drawn, log):
    run, done = drawn
    log.write_text(f"{lines(log)[0]}\n", "utf-8")
    assert walk_log(log).broken is None
    assert done.record.log_digest in walk_desk(run).broken.expected


def test_a_line_break_of_another_kind_breaks_nothing(run):
    draw(run, "03号")
    draw(run, "03号", again="名录库有误\u2028\x85重抽")
    assert walk_desk(run).broken is None


def test_no_log__error(run):
    assert "找不到抽取日志" in sentence(walk_desk, run)


def test_another_file__error(sample):
    assert "不是可以读取的抽取日志" in sentence(walk_log, sample / "单位设置.xlsx")


def mailed_log(run):
    set_unit(run.desk.root, superior_mail="city@example.com")
    sent_by_hand(run, send(run).number)
    return run.desk.journal.mail_log


def published_log(run):
    set_unit(run.desk.root, superior_mail="city@example.com")
    prepare(run)
    fill_ledger(run.desk.ledgers / "检查台账-03号.xlsx")
    publish(later(run, 3, 5))
    return run.desk.journal.publication_log


def collected_log(run):
    log = WitnessLog(run.desk.root)
    log.add([CodeArrival("2021-01-05 10:00", "示例区交通运输局", "ZH1N-CJFM-TBJ7-M40V-RZDW-S0FE-Y")])
    return log.path


@pytest.mark.parametrize("made", [mailed_log, published_log, collected_log])
def test_another_log_alone_is_walked_as_what_it_is(drawn, tmp_path, made, capsys):
    log = shutil.copy(made(drawn[0]), tmp_path / "附件.jsonl")
    walked = walk_log(log)
    assert (walked.broken, walked.of_draws) == (None, False)
    assert show_log(walked) == 0
    shown = capsys.readouterr().out
    assert "逐行相接" in shown
    assert "签字的抽取记录" not in shown
    assert {name[:5] for name, _ in walked.lines} == {f"第 {n} 行" for n in range(1, len(walked.lines) + 1)}


@pytest.mark.parametrize(
    ("made", "said", "where"),
    [
        (mailed_log, ("city@", "town@"), "发件日志第 2 行"),
        (published_log, ("未发现问题", "另有问题"), "公示日志第 1 行"),
    ],
)
def test_a_line_of_another_log_that_was_changed_is_named__error(drawn, tmp_path, made, said, where):
    log = tmp_path / "附件.jsonl"
    log.write_text(made(drawn[0]).read_text("utf-8").replace(*said), "utf-8")
    assert walk_log(log).broken.where == where
