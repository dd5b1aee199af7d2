"""`publish` stops at an error; `withdraw` takes nothing back without a yes; `published` asks for the day of a batch."""

from datetime import date, datetime

import pytest

from tests.cells import cell
from tests.cli.draws import KIND
from tests.journals import still_public
from tests.steps.helpers import LEDGER_FIRST, contents, fill_ledger, later, rows_of, type_over
from xlcheck.cli import screen
from xlcheck.cli.window import Interrupted
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.publish.publish import publish


@pytest.fixture
def published(ledger_desk):
    """The folder of a desk with two rows of 03号 published, and their codes."""
    run, _, path = ledger_desk
    codes = fill_ledger(path, 2)
    publish(later(run, 3, 5))
    return run.desk, codes


@pytest.fixture
def begun(ledger_desk):
    """The desk with one row of 03号 published and the other typed in since, and its ledger."""
    run, _, path = ledger_desk
    fill_ledger(path, 1)
    publish(later(run, 3, 5))
    fill_ledger(path, 1, start=1)
    return run.desk, path


def left(desk):
    return [entry.code for entry in still_public(desk)]


def test_asked_for_row_and_reason_and_read_back(published, xlcheck):
    desk, codes = published
    code, out, _ = xlcheck("withdraw", "03号", desk.root, typed=f"{codes[0]}\n登记有误\n是\n")
    assert code == 0
    assert "已公示 2 户" in out
    assert f"（{codes[0]}），2021-03-05 公示" in out
    assert "√ 撤回 1 户" in out
    assert left(desk) == codes[1:]


@pytest.mark.parametrize("answer", ["否\n", ""])
def test_without_a_yes_nothing_is_taken_back__error(published, xlcheck, answer):
    desk, codes = published
    code, _, err = xlcheck("withdraw", "03号", desk.root, typed=f"全部\n登记有误\n{answer}")
    assert code == 2
    assert "已中止" in err or "您答了“否”" in err
    assert left(desk) == codes


def test_what_is_published_while_it_is_asked_stays(ledger_desk, xlcheck, monkeypatch):
    run, _, path = ledger_desk
    run = later(run, 3, 5)
    before = fill_ledger(path, 1)
    publish(run)
    after = []

    def agrees(_):
        after.extend(fill_ledger(path, 1, start=1))
        publish(later(run, 3, 8))
        return True

    monkeypatch.setattr(screen, "agrees", agrees)
    code, out, _ = xlcheck("withdraw", "03号", run.desk.root, typed="全部\n登记有误\n")
    assert (code, "√ 撤回 1 户" in out) == (0, True)
    assert before != after == left(run.desk)


def test_said_on_the_command_line_nothing_is_asked(published, xlcheck):
    desk, codes = published
    code, out, _ = xlcheck("withdraw", "03号", desk.root, "--entity", codes[1], "--reason", "登记有误")
    assert (code, "是否无误" in out) == (0, False)
    assert left(desk) == codes[:1]


def test_ledger_with_an_error_is_1(sample_copy, xlcheck):
    xlcheck("draw", sample_copy, "--task", "03号", "--system", "--reason", "示例理由", *KIND)
    xlcheck("ledger", sample_copy)
    ledger = sample_copy / "台账" / "检查台账-03号.xlsx"
    fill_ledger(ledger, disposal="责令改正")
    code, out, _ = xlcheck("publish", sample_copy)
    assert code == 1
    assert "没有新的可公示的行" in out
    assert f"× 《检查台账-03号.xlsx》检查台账 {cell(LEDGER, LEDGER.disposal, LEDGER_FIRST)}：" in out
    assert "台账校验报告.xlsx" in out


def days(desk):
    return [str(row.get("公示日期") or "")[:10] for row in rows_of(desk.ledgers / "检查台账-03号.xlsx")]


@pytest.mark.parametrize(("typed", "day"), [("", "2021-03-08"), ("2021年3月6日", "2021-03-06")])
def test_day_of_the_only_batch_is_asked__and_enter_is_today(published, xlcheck, monkeypatch, typed, day):
    desk, _ = published
    monkeypatch.setattr(screen, "now", lambda: datetime(2021, 3, 8, 9))
    code, out, _ = xlcheck("published", desk.root, typed=f"{typed}\n")
    assert code == 0
    assert "回车为今天 2021-03-08" in out
    assert out.splitlines()[-1] == f"√ 公示日期 {day} 已填 2 户。"
    assert days(desk) == [day, day]
    code, out, _ = xlcheck("published", desk.root)
    assert (code, out.splitlines()[-1]) == (0, "－ 没有要填公示日期的户。")
    assert "没有空着的公示日期" in xlcheck("published", desk.root, "--batch", "第1批")[1]


def test_day_that_cannot_be_is_asked_for_again(published, xlcheck, monkeypatch):
    desk, _ = published
    monkeypatch.setattr(screen, "now", lambda: datetime(2021, 3, 8, 9))
    _, out, _ = xlcheck("published", desk.root, typed="2021-03-04\n2021-03-09\n昨天\n2021-03-07\n")
    assert [word in out for word in ("早于", "晚于今天", "“昨天”不像日期")] == [True] * 3
    assert days(desk)[:2] == ["2021-03-07"] * 2


def test_day_said_on_the_command_line_is_not_asked(published, xlcheck, monkeypatch):
    desk, _ = published
    monkeypatch.setattr(screen, "now", lambda: datetime(2021, 3, 8, 9))
    line = ("published", desk.root, "--batch", "第1批", "--day")
    assert xlcheck(*line, "2021-03-04")[0] == 2
    assert days(desk)[:2] == ["", ""]
    assert xlcheck(*line, "2021-03-05")[0] == 0
    assert days(desk)[:2] == ["2021-03-05"] * 2


def test_batch_is_chosen_among_several(begun, xlcheck, monkeypatch):
    desk, _ = begun
    publish(Run(desk, datetime(2021, 3, 8, 9)))
    monkeypatch.setattr(screen, "now", lambda: datetime(2021, 3, 9, 9))
    _, out, _ = xlcheck("published", desk.root, typed="第1批\n2021-03-06\n")
    assert "第2批_20210308（1 户没有填）" in out
    assert days(desk) == ["2021-03-06", ""]


def test_day_of_a_run_that_was_broken_off_is_offered(published, xlcheck, monkeypatch):
    desk, _ = published
    type_over(desk.ledgers / "检查台账-03号.xlsx", published=date(2021, 3, 6))
    monkeypatch.setattr(screen, "now", lambda: datetime(2021, 3, 9, 9))
    _, out, _ = xlcheck("published", desk.root, typed="\n")
    assert "回车为 2021-03-06" in out
    assert days(desk) == ["2021-03-06"] * 2


def test_what_is_left_is_listed_with_its_reason(published, xlcheck, monkeypatch):
    desk, _ = published
    type_over(desk.ledgers / "检查台账-03号.xlsx", published="上网那天")
    monkeypatch.setattr(screen, "now", lambda: datetime(2021, 3, 9, 9))
    _, out, _ = xlcheck("published", desk.root, typed="\n")
    assert "公示日期已是“上网那天”，没有改动" in out
    assert "已填 1 户，1 户没有动。" in out


@pytest.mark.parametrize(
    ("typed", "verdict", "day"),
    [("\n", "已填 1 户", "2021-03-09"), ("0\n", "公示日期没有填", ""), ("", "公示日期没有填", "")],
)
def test_day_is_asked_after_publishing__and_the_batch_stands_without_it(
    begun, xlcheck, monkeypatch, typed, verdict, day
):
    desk, _ = begun
    monkeypatch.setattr(screen, "now", lambda: datetime(2021, 3, 9, 9))
    code, out, _ = xlcheck("publish", desk.root, typed=f"是\n{typed}")
    assert code == 0
    assert out.splitlines()[-1].rpartition("√ ")[2].startswith("本批公示 1 户。公示日期")
    assert verdict in out.splitlines()[-1]
    assert days(desk) == ["", day]
    assert len(left(desk)) == 2


def test_ledger_that_is_opened_meanwhile_is_told_and_the_batch_stands(begun, xlcheck, monkeypatch):
    desk, path = begun

    def opened(*_, **__):
        path.with_name(f"~${path.name}").write_bytes(b"")
        return ""

    monkeypatch.setattr(screen, "agrees", lambda _: True)
    monkeypatch.setattr("xlcheck.cli.window.prompt", opened)
    monkeypatch.setattr(screen, "now", lambda: datetime(2021, 3, 9, 9))
    code, out, _ = xlcheck("publish", desk.root)
    assert code == 0
    assert "√ 本批公示 1 户。" in out
    assert "可能正在被" in out
    assert "公示日期没有填" in out
    assert len(left(desk)) == 2


def test_correction_asks_for_no_day(published, xlcheck, monkeypatch):
    desk, _ = published
    type_over(desk.ledgers / "检查台账-03号.xlsx", method="书面检查", remark="登记时选错")
    monkeypatch.setattr(screen, "now", lambda: datetime(2021, 3, 9, 9))
    _, out, _ = xlcheck("publish", desk.root, typed="是\n")
    assert out.splitlines()[-1].endswith("√ 本批公示 0 户，更正 1 户。")


@pytest.fixture
def mixed(begun):
    """The desk with a row to correct and one to publish."""
    desk, path = begun
    type_over(path, method="书面检查", remark="登记时选错")
    return desk, path


def test_what_would_go_out_is_said_in_a_sentence__and_each_row_is_named(mixed, xlcheck):
    desk, path = mixed
    corrected, new = (row[LEDGER.name.title] for row in rows_of(path)[:2])
    _, out, _ = xlcheck("publish", desk.root, typed="否\n")
    lines = out.splitlines()
    at = lines.index("本批 1 户，更正 1 户。")
    assert lines[at + 1 : at + 3] == [f"  03号 未发现问题 1 户：{new}", f"  03号 更正 {corrected}：检查方式"]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"disposal": "责令改正"}, "有错误：检查结果为未发现问题，处理结果却是“责令改正”"),
        ({"situation": ""}, "没有填全：已开始填写，还缺：检查情况"),
    ],
)
def test_what_stays_behind_is_said_with_its_reason(begun, xlcheck, cells, why):
    desk, path = begun
    type_over(path, method="书面检查", remark="登记时选错")
    type_over(path, row=LEDGER_FIRST + 1, **cells)
    _, out, _ = xlcheck("publish", desk.root, typed="否\n")
    assert f"本批 0 户，更正 1 户，留下 1 户：{why.partition('：')[0]} 1 户。" in out
    assert f"：{why}" in out


def test_change_without_a_reason_stays_behind(begun, xlcheck):
    desk, path = begun
    type_over(path, method="书面检查")
    _, out, _ = xlcheck("publish", desk.root, typed="否\n")
    assert "本批 1 户，留下 1 户：公示后有改动，备注没有写明原因 1 户。" in out


def test_what_stays_behind_is_said_where_nothing_goes_out__and_nothing_is_asked(published, xlcheck):
    desk, _ = published
    type_over(desk.ledgers / "检查台账-03号.xlsx", method="书面检查")
    _, out, _ = xlcheck("publish", desk.root)
    assert "留下的 1 户：" in out
    assert "是否公示" not in out


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [("否\n", 0, "－ 没有公示，没有改动。"), ("", 2, "加 --yes 再运行")],
    ids=["no", "nobody is there"],
)
def test_preview_without_a_yes_writes_nothing(mixed, xlcheck, typed, code, said):
    desk, _ = mixed
    before = contents(desk.root)
    done, out, err = xlcheck("publish", desk.root, typed=typed)
    assert (done, said in out + err) == (code, True)
    assert "本批 1 户，更正 1 户。" in out
    assert contents(desk.root) == before


def test_no_where_there_are_errors_names_the_check(begun, xlcheck):
    desk, path = begun
    type_over(path, method="书面检查")
    code, out, _ = xlcheck("publish", desk.root, typed="否\n")
    assert (code, "请按“校验”写出的校验报告改正" in out) == (1, True)


def test_interrupted_at_the_question_is_not_taken_for_a_script(begun, xlcheck, monkeypatch):
    def interrupted(*_, **__):
        raise Interrupted

    desk, _ = begun
    monkeypatch.setattr("xlcheck.cli.window.prompt", interrupted)
    code, _, err = xlcheck("publish", desk.root)
    assert (code, "已中止" in err, "--yes" in err) == (2, True, False)


def test_unasked_publishing_asks_for_no_day_either(begun, xlcheck):
    desk, _ = begun
    _, out, _ = xlcheck("publish", desk.root, "--yes")
    assert out.splitlines()[-1] == "√ 本批公示 1 户。"
