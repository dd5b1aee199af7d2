"""The steps from the draw to the pack, one after the other."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.draws import KIND
from tests.steps.helpers import fill_ledger, inputs
from xlcheck.cli import screen
from xlcheck.steps.desk.desk import Desk


@pytest.fixture
def on_the_day(monkeypatch):
    """The day of which ``fill_ledger`` says that everybody was visited: the draw is made on it too."""
    monkeypatch.setattr(screen, "now", lambda: datetime(2021, 3, 1, 9))


@pytest.mark.usefixtures("on_the_day")
def test_from_the_draw_to_the_pack_no_workbook_of_staff_is_written_to(sample_copy, xlcheck):
    before = inputs(Desk(sample_copy))
    xlcheck("draw", sample_copy, "--task", "03号", "--system", "--reason", "示例理由", *KIND)
    code, out, _ = xlcheck("ledger", sample_copy)
    assert code == 0
    assert "新生成：" in out
    assert "检查台账-03号.xlsx" in out
    assert "已有，没有改动：" in xlcheck("ledger", sample_copy, "--task", "03号")[1]

    ledger = sample_copy / "台账" / "检查台账-03号.xlsx"
    count = len(fill_ledger(ledger))
    code, out, _ = xlcheck("publish", sample_copy, typed="是\n")
    assert code == 0
    assert f"√ 本批公示 {count} 户" in out
    assert "抽查结果公示.html" in out
    code, out, _ = xlcheck("publish", sample_copy, typed="是\n")
    assert code == 0
    assert f"此前已公示 {count} 户" in out
    assert "没有新的可公示的行" in out

    fill_ledger(ledger, 1, method="书面检查")
    code, out, _ = xlcheck("publish", sample_copy, typed="是\n")
    assert code == 1
    assert "公示为“现场检查”，现为“书面检查”" in out
    fill_ledger(ledger, 1, method="书面检查", remark="登记时选错")
    code, out, _ = xlcheck("publish", sample_copy, typed="是\n")
    assert code == 0
    assert "√ 本批公示 0 户，更正 1 户" in out
    assert "更正公告.html" in out
    batch = next((sample_copy / "公示").glob("第2批_*"))
    batch.rename(batch.with_name(f".{batch.name}.tmp"))
    assert "上次运行中断，写好的一批现已补放到位" in xlcheck("publish", sample_copy, typed="是\n")[1]

    code, out, _ = xlcheck("report", sample_copy)
    assert code == 0
    assert f"应查 138 户，已抽 {count} 户，已查 {count} 户，已公示 {count} 户" in out

    assert "全年检查台账.xlsx" in out
    assert "后续处置清单.xlsx" in out
    assert "年度计划报表.xlsx" in out

    code, out, _ = xlcheck("history", sample_copy)
    assert code == 0
    assert f"√ 582 户，抽取 {count} 户次。" in out
    code, _, err = xlcheck("history", sample_copy, "--entity", "货运")
    assert code == 2
    assert "请写全名称" in err

    code, out, _ = xlcheck("verify", sample_copy)
    assert code == 0
    assert "√ 抽取记录-03号.xlsx 相符" in out

    code, out, _ = xlcheck("send", sample_copy)
    assert code == 0
    assert "√ 第 1 次上报，共 23 个文件，分 1 封邮件" in out
    assert Path(out.strip().splitlines()[-2].strip()).is_file()
    assert "没有设密码，含检查人员姓名和检查情况的台账全文不上报" in out
    assert inputs(Desk(sample_copy)) == before
