"""`publish` stops at an error; `withdraw` asks for what was not said, and takes nothing back without a yes."""

import pytest

from tests.cells import cell
from tests.cli.draws import KIND
from tests.journals import still_public
from tests.steps.helpers import LEDGER_FIRST, fill_ledger, later
from xlcheck.cli import screen
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.publish.publish import publish


@pytest.fixture
def published(ledger_desk):
    """The folder of a desk with two rows of 03号 published, and their codes."""
    run, _, path = ledger_desk
    codes = fill_ledger(path, 2)
    publish(later(run, 3, 5))
    return run.desk, codes


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
    assert "已中止" in err
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
    xlcheck("draw", sample_copy, "--task", "03号", "--system", *KIND)
    xlcheck("ledger", sample_copy)
    ledger = sample_copy / "台账" / "检查台账-03号.xlsx"
    fill_ledger(ledger, disposal="责令改正")
    code, out, _ = xlcheck("publish", sample_copy)
    assert code == 1
    assert "没有新的可公示的行" in out
    assert f"× 《检查台账-03号.xlsx》检查台账 {cell(LEDGER, LEDGER.disposal, LEDGER_FIRST)}：" in out
    assert "台账校验报告.xlsx" in out
