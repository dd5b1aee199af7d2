"""`replace`: somebody drops out, by options or as asked at the prompt."""

import re

import pytest

from tests import journals
from tests.cli.draws import KIND, events, record_of
from tests.conftest import JANUARY
from tests.steps.helpers import contents
from xlcheck.excel.read.workbook import read_cells
from xlcheck.samples.picture import sample_picture
from xlcheck.steps.desk.desk import Desk


@pytest.fixture
def drawn_copy(sample_copy, xlcheck, monkeypatch):
    """The folder of a desk with 03号 drawn in January, its record, and a piece of evidence."""

    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: JANUARY)  # certificates lapse
    xlcheck("draw", sample_copy, "--task", "03号", "--system", "--reason", "示例理由", *KIND)
    photo = sample_copy.parent / "现场照片.png"
    photo.write_bytes(sample_picture())
    return sample_copy, record_of(sample_copy, "03号"), photo


def test_replacement_of_a_company_with_everything_said(drawn_copy, xlcheck):
    folder, record, photo = drawn_copy
    gone, came = record.order[0], record.order[len(record.sample)]
    code, out, _ = xlcheck(
        "replace",
        "03号",
        folder,
        "--entity",
        gone.code,
        "--reason",
        "迁出",
        "--evidence",
        photo,
        "--operator",
        "示例甲",
    )
    assert code == 0
    assert f"{gone.name}退出，补入{came.name}（{came.code}），检查人员" in out
    assert "是否无误" not in out
    path = folder / "抽取" / "补抽记录-03号-1.xlsx"
    assert str(path) in out
    assert out.splitlines()[-2].startswith("－ 要发的消息有 ")
    messages = xlcheck("message", folder)[1]
    assert f"03号补抽以后，不用再查：{gone.name}。" in messages
    assert f"{came.name}（" in messages
    assert "√ 补抽记录-03号-1.xlsx 相符" in xlcheck("verify", path)[1]
    code, out, _ = xlcheck("verify", folder)
    assert (code, "√ 补抽记录-03号-1.xlsx 相符" in out) == (0, True)
    assert "（补抽 03号" in xlcheck("verify", folder, "--log")[1]


def test_code_on_a_letter_that_was_replaced_says_so(drawn_copy, xlcheck):
    folder, record, photo = drawn_copy
    gone, came = record.order[0], record.order[len(record.sample)]
    xlcheck("ledger", folder)
    xlcheck("replace", "03号", folder, "--entity", gone.code, "--reason", "迁出", "--evidence", photo)
    xlcheck("ledger", folder)
    for entity, part, said in ((gone, "", True), (came, "-补抽1", False)):
        (_, cells), *_ = read_cells(folder / "表单" / f"抽查通知书-03号{part}.xlsx").items()
        typed = re.search(r"核对码：(\S+)", "\n".join(cells.values()))[1]
        code, out, _ = xlcheck("verify", folder, "--visit", typed.lower())
        assert (code, f"检查对象：{entity.name}（{entity.code}）" in out) == (0, True)
        assert ("补抽后不再检查这一户" in out) is said
    code, out, err = xlcheck("verify", folder, "--visit", "示例")
    assert (code, "这不是核对码" in err) == (2, True)


def test_replacement_says_that_earlier_messages_hold_no_more(drawn_copy, xlcheck):
    folder, record, photo = drawn_copy
    xlcheck("message", folder)
    said = ("--entity", record.order[0].code, "--reason", "迁出", "--evidence", photo)
    _, out, _ = xlcheck("replace", "03号", folder, *said)
    assert out.splitlines()[-2].endswith("请选“消息”查看、复制；以前写出的《消息》不要再用。")


def test_replacement_asks_for_all_that_is_not_said_and_reads_it_back(drawn_copy, xlcheck):
    folder, record, photo = drawn_copy
    gone = record.sample[1]
    code, out, _ = xlcheck("replace", "03号", folder, typed=f"{gone.code.lower()}\n3\n\n{photo}\n是\n")
    assert code == 0
    assert "1 注销，2 迁出，3 停业，4 无法联系" in out
    assert f"退出：{gone.name}（{gone.code}）" in out
    event = journals.events(Desk(folder))[-1]
    assert event["withdrawal"]["codes"] == [gone.code]
    assert (event["withdrawal"]["reason"], event["withdrawal"]["note"]) == ("停业", "")


def test_replacement_of_an_inspector_asks_by_the_certificate(drawn_copy, xlcheck):
    folder, record, photo = drawn_copy
    cert = record.teams[0].certs[0]
    typed = f"{cert}\n5\n借调到示例单位\n3 月起\n\n{photo}\n是\n"
    code, out, _ = xlcheck("replace", "03号", folder, typed=typed)
    assert code == 0
    assert "1 请假，2 调离，3 回避，4 证件失效" in out
    assert "没有第 5 个原因" in out
    assert "检查人员因“借调到示例单位”退出，从名录库中核对不了" in out
    withdrawal = journals.events(Desk(folder))[-1]["withdrawal"]
    assert (withdrawal["cert"], withdrawal["wholly"], withdrawal["reason"]) == (cert, True, "借调到示例单位")
    assert len(withdrawal["evidence"]) == 1


def test_replacement_of_an_inspector_from_one_company(drawn_copy, xlcheck):
    folder, record, _ = drawn_copy
    team = record.teams[0]
    code, out, _ = xlcheck(
        "replace", "03号", folder, "--inspector", team.certs[1], "--entity", team.code, "--reason", "回避"
    )
    assert code == 0
    assert "检查人员换为" in out
    assert not journals.events(Desk(folder))[-1]["withdrawal"]["wholly"]


def test_replacement_that_is_not_confirmed_changes_nothing__error(drawn_copy, xlcheck):
    folder, record, photo = drawn_copy
    before = contents(folder)
    code, _, err = xlcheck("replace", "03号", folder, typed=f"{record.sample[0].code}\n1\n\n{photo}\n否\n")
    assert (code, "您答了“否”" in err) == (2, True)
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("99号",), "“99号”还没有抽取"),
        (("03号", "--entity", "91140603MA0K00001K", "--reason", "注销", "--evidence", "无.jpg"), "找不到证据文件"),
        (("03号", "--entity", "甲", "--entity", "乙"), "一次只能补抽一户"),
        (("03号", "--inspector", "SL-0", "--reason", "请假"), "SL-0"),
    ],
)
def test_replacement_that_cannot_be_made__error(drawn_copy, xlcheck, arguments, words):
    folder, _, _ = drawn_copy
    task, *options = arguments
    code, _, err = xlcheck("replace", task, folder, *options, typed="甲\n")
    assert code == 2
    assert words in err
    assert events(folder)[-1] == ("draw", "03号")


def test_replacement_of_somebody_unknown__error(drawn_copy, xlcheck):
    folder, _, photo = drawn_copy
    code, _, err = xlcheck("replace", "03号", folder, "--entity", "示例公司", "--reason", "迁出", "--evidence", photo)
    assert (code, "检查对象 示例公司 不在任务 03号 的抽中名单内" in err) == (2, True)
    code, out, _ = xlcheck("replace", "03号", folder, typed="查无此户\n")
    assert (code, "没有“查无此户”" in out) == (2, True)


def test_reason_with_a_number_is_asked_for_again(drawn_copy, xlcheck):
    folder, record, photo = drawn_copy
    gone = record.sample[1]
    typed = f"{gone.code}\n迁出，电话 138-1234-5678\n3\n问 0349-555-0373\n查看\n{photo}\n是\n"
    code, out, _ = xlcheck("replace", "03号", folder, typed=typed)
    assert code == 0
    assert "！ “原因”中像有电话号码，没有写入" in out
    assert "！ “情况说明”中像有电话号码，没有写入" in out
    event = journals.events(Desk(folder))[-1]
    assert (event["withdrawal"]["reason"], event["withdrawal"]["note"]) == ("停业", "查看")
