"""The menu by the keyboard: the next step by Enter, each step by its number; trouble is told, and input may end."""

import shutil
from datetime import datetime

import pytest

from tests import journals
from tests.cells import cell
from tests.steps.helpers import contents, fill_ledger, put, set_unit
from xlcheck.cli import screen
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK
from xlcheck.steps.desk.desk import Desk, shipped
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.install.years_folder import MANUAL


@pytest.fixture
def keys(xlcheck, opened):
    """Lines typed at the menu of a folder; gives the exit code and the whole screen."""

    def typed(folder, *lines, files=()):
        code, out, err = xlcheck("menu", folder, *files, typed="".join(f"{line}\n" for line in lines))
        return code, out + err

    return typed


def events(folder):
    return [e["event"] for e in journals.events(Desk(folder)) if "task" in e]


def test_a_round_by_enter_alone_and_its_numbers(sample_copy, keys, opened):
    """Checked, frozen, drawn, with ledgers, and each time the next step is what Enter does."""
    check, freeze = ["", ""], ["", "1", "掷骰", "", ""]
    draw = ["", "", "示例甲", "三楼", "示例乙", "307194286503", "是", ""]
    code, out = keys(sample_copy.parent, *check, *freeze, *draw, "", "1", "", "都已经", "", "0")
    assert code == 0
    assert [line for line in out.splitlines() if line.startswith("下一步：")] == [
        "下一步：校验工作簿",
        "下一步：冻结第一批，写出抽取公告",
        "下一步：第一批已冻结，输入揭晓的号码抽取",
        "下一步：生成第一批的通知书、记录表和台账",
        "下一步：把第一批的检查安排发给检查人员、工作群",
        "下一步：检查，在第一批的台账中登记",
    ]
    assert events(sample_copy).count("draw") == 5
    assert len(list((sample_copy / "台账").glob("*.xlsx"))) == 5
    assert opened == [sample_copy / "台账"]


def test_input_that_ends_ends_the_menu_anywhere(sample_copy, keys):
    for lines in ((), ("2",), ("2", "1", "掷骰"), ("1",), ("补抽", "01号")):
        code, out = keys(sample_copy, *lines)
        assert code == 0
        assert "Traceback" not in out
    assert events(sample_copy) == []


def test_trouble_is_told_and_the_menu_goes_on(sample_copy, keys):
    code, out = keys(sample_copy, "公示", "", "4", "", "补抽", "", "99", "甲", "0")
    assert code == 0
    assert "还没有抽取过的任务，无法生成" in out
    assert "没有可以补抽的" in out
    assert "没有“99”这一项" in out
    assert "没有“甲”这一项" in out
    assert out.count("   0 退出") == 4


def test_0_leads_back_and_changes_nothing(sample_copy, keys):
    before = contents(sample_copy)
    code, out = keys(
        sample_copy, "2", "0", "2", "1", "0", "3", "", "9", "0", "新建年度", "0", "放弃冻结", "", "发件", "", "0"
    )
    assert code == 0
    assert "没有等待抽取的任务。要抽取的，请先做“冻结”。" in out
    assert "没有可以放弃的冻结" in out
    assert "没有等待发出的邮件" in out
    assert contents(sample_copy) == before


def test_interrupt_leads_back_to_the_menu(sample_copy, keys, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("xlcheck.steps.report.report.report", stop)
    _, out = keys(sample_copy, "统计", "", "0")
    assert "已中止" in out
    assert out.count("   0 退出") == 2


def test_interrupt_at_the_menu_shows_it_again(sample_copy, xlcheck, monkeypatch):
    lines = iter([KeyboardInterrupt, "0"])

    def typed(_):
        line = next(lines)
        if line is KeyboardInterrupt:
            raise line
        return line

    monkeypatch.setattr("click.termui.visible_prompt_func", typed)
    code, out, _ = xlcheck("menu", sample_copy)
    assert code == 0
    assert "没有选择" in out


def test_bug_is_a_sentence_and_the_menu_goes_on(sample_copy, keys, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("xlcheck.steps.report.report.report", lambda *_: 1 / 0)
    _, out = keys(sample_copy, "统计", "", "0")
    assert "程序出错" in out
    assert out.count("   0 退出") == 2
    assert list(tmp_path.glob("*.log"))


def test_year_that_cannot_be_read_is_told_and_checked_first(sample_copy, keys):
    (sample_copy / "抽查工作计划.xlsx").write_bytes(b"PK broken")
    code, out = keys(sample_copy, "0")
    assert code == 0
    assert "抽查工作计划.xlsx" in out
    assert "直接回车为“校验”" in out


def test_new_year_is_made_only_by_an_answer_that_is_clear(sample_copy, keys):
    _, out = keys(sample_copy, "新建年度", "明年", "2022", "结转", "0", "0")
    assert "请输入四位数字的年份" in out
    assert "请直接回车，或输入 1" in out
    assert not (sample_copy.parent / "2022").exists()


def test_task_may_be_chosen_by_number_or_by_a_part_of_its_name(drawn, keys):
    _, out = keys(drawn[0].desk.root, "补抽", "9号", "1", "0", "补抽", "驾驶员培训", "0", "0")
    assert "没有“9号”" in out
    assert out.count("谁退出") == 2


def test_log_is_walked_when_it_is_what_is_to_be_verified(sample_copy, keys, xlcheck):
    keys(sample_copy, "1", "", "冻结", "", "掷骰", "", "", "0")
    code, out, _ = xlcheck("verify", sample_copy / "存档" / "抽取日志.jsonl")
    assert code == 0
    assert "共 7 行，逐行相接" in out


@pytest.mark.parametrize(("answers", "trade"), [(("",), "交通运输"), (("2",), "市场监管"), (("示例行业", "9"), "")])
def test_blank_year_asks_who_the_bureau_is(sample_copy, keys, answers, trade):
    """Nobody becomes the bureau of the shipped year by Enter."""
    bureau = ("", "示例市示例县交通运输局", "", "14060", "140622")
    code, out = keys(sample_copy, "新建年度", "2022", "1", *bureau, *answers, "", "0")
    assert code == 0
    assert ("没有“示例行业”" in out) == (len(answers) > 1)
    assert (f"已按{trade}行业常用的填好" in out) == bool(trade)
    assert ("单位设置：填写对象类别" in out) != bool(trade)
    settings, _, _ = load_settings(Desk(sample_copy.parent / "2022"))
    assert (settings.bureau, settings.short_name) == ("示例市示例县交通运输局", "示例县交通运输局")
    assert settings.region == "140622"


def test_blank_year_of_a_bureau_that_is_known_takes_its_names_by_enter(sample_copy, keys):
    set_unit(sample_copy, bureau="示例市示例县交通运输局", short_name="县交通局", region="140622")
    keys(sample_copy, "新建年度", "2022", "1", "", "", "", "", "", "0")
    settings, _, _ = load_settings(Desk(sample_copy.parent / "2022"))
    assert (settings.bureau, settings.short_name) == ("示例市示例县交通运输局", "县交通局")
    assert (settings.region, len(settings.categories)) == ("140622", 12)


@pytest.fixture
def on_the_day(monkeypatch):
    """The day of which ``fill_ledger`` says that everybody was visited: the draw is made on it too."""
    monkeypatch.setattr(screen, "now", lambda: datetime(2021, 3, 1, 9))


@pytest.mark.usefixtures("on_the_day")
def test_publication_without_anything_new_opens_its_report_only(sample_copy, keys, opened):
    freeze, draw = ["冻结", "", "掷骰", "", ""], ["抽取", "", "", "", "", "307194286503", "是", ""]
    keys(sample_copy, "1", "", *freeze, *draw, "台账", "", "0")
    fill_ledger(sample_copy / "台账" / "检查台账-01号.xlsx", 1)
    keys(sample_copy, "公示", "是", "0", "1", "公示", "1", "0")
    (batch,) = (sample_copy / "公示").glob("第1批_*")
    assert opened == [batch, sample_copy / "公示"]


def test_new_year_is_gone_to(sample_copy, keys):
    code, out = keys(sample_copy, "新建年度", "", "", "", "换年度", "1", "", "0")
    assert code == 0
    assert (sample_copy.parent / "2022").is_dir()
    shown = [line.split("　")[1] for line in out.splitlines() if line.startswith("双随机抽查　")]
    assert shown == ["2021 年度", "2022 年度", "2021 年度"]
    assert [out.count(f"（另有 {year} 年度，在“更多”里选“换年度”转过去）") for year in (2021, 2022)] == [1, 1]


def test_read_only_folder_is_said__error(tmp_path, keys, monkeypatch):
    monkeypatch.setattr("xlcheck.steps.install.years_folder.refusal", lambda _: "磁盘或文件夹是只读的")
    code, out = keys(tmp_path, "0")
    assert code == 2
    assert "不能写入" in out
    assert list(tmp_path.iterdir()) == []


def test_dropped_files_are_checked_first(sample_copy, keys):
    code, out = keys(sample_copy, "", "0", files=[sample_copy / "抽查工作计划（印发件）.xlsx"])
    assert code == 0
    assert out.index("错误 26 处") < out.index("0 退出")


def test_manual_is_opened_from_beside_the_years_or_from_the_package(sample_copy, keys, opened, monkeypatch):
    own = sample_copy.parent / MANUAL
    keys(sample_copy, "手册", "", "0")
    own.write_text("手册", "utf-8")
    keys(sample_copy.parent, "手册", "", "0")
    assert opened == [shipped("workbooks") / MANUAL, own]
    own.unlink()
    monkeypatch.setattr("xlcheck.steps.install.years_folder.shipped", lambda _: sample_copy)
    _, out = keys(sample_copy, "手册", "", "0")
    assert "找不到《使用手册》" in out
    assert len(opened) == 2


def test_dropped_file_that_is_cut_off_does_not_end_the_menu(sample_copy, keys):
    code, out = keys(sample_copy, "", "0", files=[sample_copy / "甲", sample_copy / "抽查工作计划（印发件）.xlsx"])
    assert code == 0
    assert f"找不到 {sample_copy / '甲'}" in out
    assert out.index("错误 26 处") < out.index("0 退出")


def test_every_sign_is_in_the_code_page_of_chinese_consoles(sample_copy, keys):
    _, out = keys(sample_copy, "自检", "", "0")
    out.encode("gbk")


def test_freeze_with_a_mistake_is_given_up_and_made_again(sample_copy, keys):
    freeze = ["冻结", "", "掷骰", "", ""]
    _, out = keys(
        sample_copy,
        "1",
        "",
        *freeze,
        "放弃冻结",
        "",
        "",
        "期号写错",
        "否",
        "",
        "放弃冻结",
        "",
        "期号写错",
        "是",
        "",
        "0",
    )
    assert "请写明理由" in out
    assert "√ 已放弃 01号、02号、03号、04号、05号 的冻结" in out
    assert out.splitlines()[-2].startswith("下一步：冻结第一批")
    assert [e["reason"] for e in journals.events(Desk(sample_copy)) if e["event"] == "abandon"] == ["期号写错"] * 5


def test_mails_sent_by_hand_are_noted_and_the_whole_ledgers_go_locked(sample_copy, keys, opened, monkeypatch):
    freeze, draw = ["冻结", "", "掷骰", "", ""], ["抽取", "", "", "", "", "307194286503", "是", ""]
    keys(sample_copy, "1", "", *freeze, *draw, "台账", "", "0")
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _: "示例密码2021")
    _, out = keys(sample_copy, "上报", "", "加密上报", "", "发件", "1", "第1次", "是", "1", "发件", "1", "是", "", "0")
    assert "台账全文已加密" in out
    assert "还没有发出的：第1次、第2次上报" in out
    assert "还没有发出的：第2次上报" in out
    assert out.count("√ 已登记人工发送 1 封") == 2
    assert opened == [sample_copy / "上报" / "发件登记.xlsx"]
    (whole,) = (sample_copy / "上报").glob("*/台账全文.xlsx")
    assert whole.read_bytes()[:4] == bytes.fromhex("D0CF11E0")


def test_copies_with_certain_repairs_and_the_files_of_the_years(sample_copy, keys, opened):
    put(sample_copy / ENTITY_BOOK.filename, {cell(ENTITIES, ENTITIES.code): "91140603MAY7YARROC"})
    _, out = keys(sample_copy, "改正副本", "否", "1", "历年档案", "1", "0")
    assert "“91140603MAY7YARROC”改为“91140603MAY7YARR0C”" in out
    assert opened == [sample_copy / "校验", sample_copy / "档案"]
    assert (sample_copy / "档案" / "检查对象档案.xlsx").is_file()


def test_a_registry_is_updated_from_the_menu(sample_copy, keys, tmp_path):
    book = sample_copy / ENTITY_BOOK.filename
    export = tmp_path / "新导出.xlsx"
    shutil.copy(book, export)
    put(export, {cell(ENTITIES, ENTITIES.address): "示例新址"})
    code, out = keys(
        sample_copy, "更新名录", "1", str(export), "2", "", "更新名录", "1", str(export), "", "示例甲", "是", "", "0"
    )
    assert code == 0
    assert "只作比对，《检查对象名录库.xlsx》没有改动" in out
    assert "是否采用，用更新后的换下《检查对象名录库.xlsx》" in out
    (update,) = Desk(sample_copy).journal.draws().updates
    assert (update.by, update.source) == ("示例甲", "新导出.xlsx")


def test_what_districts_have_sent_is_put_together_from_the_menu(sample_copy, keys, tmp_path):
    (tmp_path / "收件").mkdir()
    _, out = keys(sample_copy, "全市汇总", "", f'"{tmp_path / "收件"}"', "", "0")
    assert "请把文件夹拖到本窗口" in out
    assert "收件" in out.rpartition("请把文件夹拖到本窗口")[2]
    assert "Traceback" not in out
