"""The manual says what the program does now: screens, pictures, messages, entries, commands; and it stands alone."""

import re
import shutil
from datetime import datetime
from html import escape, unescape

import pytest

from tests.manual import parts, pictures
from tests.manual.catalogue import spoken
from tests.manual.player import AFTER, BEFORE, ENTER, WRAPPED, Player, UnforeseenQuestion
from tests.manual.render import MANUAL, manual
from tests.manual.screens import as_html, as_printed
from xlcheck.cli.menu.entries import ENTRIES, MORE
from xlcheck.cli.menu.front import MORE_NUMBER, NUMBERED
from xlcheck.cli.program import program
from xlcheck.cli.window import width
from xlcheck.messages import ERRORS, FINDINGS
from xlcheck.steps.desk.desk import shipped

COLUMNS = 80


@pytest.fixture(scope="module")
def page():
    return MANUAL.read_text("utf-8")


def section(page, title):
    """A chapter, from its heading to the next one's."""
    return next(part for part in re.split(r"<section>", page) if re.search(rf"<h1[^>]*>[^<]*{title}</h1>", part))


def test_manual_is_what_is_made_now(played, page):
    assert manual(played) == page, "please make it again: python -m tests.manual"


def test_pictures_show_what_is_made_now(played):
    found, kept = pictures.digests(played), pictures.kept_digests()
    old = [name for name in found if found[name] != kept.get(name)]
    assert not old, f"please make them again: python -m tests.manual.pictures, then python -m tests.manual ({old})"


def test_every_picture_is_shown_and_small(page):
    made = {path.stem for path in pictures.FOLDER.glob("*.png")}
    assert made == set(pictures.SHOTS)
    assert page.count("<img ") == len(made)
    assert MANUAL.stat().st_size < 3_000_000


def test_page_needs_nothing_else(page):
    assert re.findall(r'(?:src|href)="(?!#|data:image/png;)[^"]*"', page) == []
    assert "<script" not in page
    assert "url(" not in page


def test_links_lead_somewhere(page):
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


@pytest.mark.parametrize(
    ("link", "title"),
    [
        ("c2-3", "自检"),
        ("c3-12", "消息"),
        ("c3-14", "公示日期"),
        ("c3-31", "时钟更正"),
        ("c4-9", "更正"),
        ("c5-10", "核验"),
        ("c12-30", "菜单和命令行的话"),
    ],
)
def test_links_into_a_chapter_lead_to_what_they_name(page, link, title):
    assert page.count(f'href="#{link}"') > 1  # in the contents, and in the text
    assert title in re.search(rf'id="{link}">([^<]+)<', page)[1]


def test_every_message_is_there_in_words(page):
    ids = set(re.findall(r'<tr id="[me]-([^"]+)"', page))
    assert ids == set(FINDINGS) | set(ERRORS)
    appendix = section(page, "提示一览")
    assert not re.search(r"\{[a-z_]+\}", appendix)
    for code, message in FINDINGS.items():
        assert f'<tr id="m-{code}"><td class="level">{message.level}</td>' in appendix


def test_names_in_a_sentence_are_words_in_brackets():
    assert spoken("draw.no-such-task", "没有任务“{name}”。") == "没有任务“<i>〔名称〕</i>”。"
    assert spoken("plan.ungraded", "如{first}") == "如<i>〔名称〕</i>"
    assert spoken("form.broken", "“{{{{字段}}}}”<{text}>") == "“{{字段}}”&lt;<i>〔所写的文字〕</i>&gt;"


def test_every_entry_of_the_menu_has_its_section(page):
    titles = re.findall(r"<h2[^>]*>([^<]+)</h2>", section(page, "菜单"))
    assert titles == ["看菜单", *(entry.title for entry in ENTRIES)]


def test_numbers_of_the_entries_are_those_of_the_menu(page):
    rows = re.findall(r"<tr><td>(\d+)</td><td>([^<]+)</td>", section(page, "菜单"))
    numbered = {str(number): entry.title for number, entry in NUMBERED}
    assert dict(rows) == numbered | {MORE_NUMBER: MORE, "0": "退出"}


def test_every_command_has_its_help(page):
    appendix = section(page, "命令一览")
    assert re.findall(r"<h3>([^<]+)</h3>", appendix) == ["xlcheck", *(f"xlcheck {name}" for name in program.commands)]
    assert appendix.count("用法：") == len(program.commands) + 1


def test_commands_in_the_text_are_commands_of_the_program(page):
    named = set(re.findall(r"<code>xlcheck ([a-z]+)", page))
    assert named <= set(program.commands)
    options = set(re.findall(r"--[a-z]+", unescape(re.sub(r"<(pre|style)>.*?</\1>", "", page, flags=re.DOTALL))))
    known = {name for command in program.commands.values() for option in command.params for name in option.opts}
    assert {name for name in options if name not in known} == set()


def test_steps_are_told_as_on_the_screen(played, page):
    chapter = section(page, "演练十步")
    for told in played.told:
        for line in told:
            assert escape(line, quote=False) in chapter


def test_what_stands_in_quotes_in_a_step_is_typed_in_its_screen(played):
    """Someone who follows the steps types what the screens show."""
    typed = re.findall(f"{BEFORE}([^{AFTER}]+){AFTER}", played.screens["第4步"].replace(WRAPPED, ""))
    told = re.findall("“([^“”]+)”", " ".join(played.told[3]))
    assert [text for text in typed if text != ENTER] == [text for text in told if text in typed]


def test_screen_in_print():
    menu = "\n双随机抽查　2021 年度\n   1 校验　　　检查\n   0 退出\n请输入序号："
    done = f"{menu}{BEFORE}1{AFTER}\n结果：\n" + "".join(f"    文件{n}\n" for n in range(8))
    shown = as_printed(f"{done}{menu}{BEFORE}0{AFTER}\n")
    assert shown.split("\n") == [
        "双随机抽查　2021 年度",
        "   ……（菜单从略）",
        f"请输入序号：{BEFORE}1{AFTER}",
        "结果：",
        "    文件0",
        "    文件1",
        "    文件2",
        "    ……（其余 5 行从略）",
    ]
    assert as_html(f"<{BEFORE}↵{AFTER}>{WRAPPED}") == "&lt;<b>↵</b>&gt;<br>"


def test_rows_of_a_screen_are_those_of_the_window(played):
    """Whatever was typed stands in them, and each is as wide as the window at most; lists come page by page."""
    for text in played.screens.values():
        rows = re.split(f"\n|{WRAPPED}", text.replace(BEFORE, "").replace(AFTER, ""))
        assert max(map(width, rows)) <= COLUMNS
        assert "· 读取" not in text
    turned = f"（第 1 页，共 2 页）直接回车看下一页，输入 0 看最后一页：{BEFORE}{ENTER}{AFTER}"
    assert any(turned in text for text in played.screens.values())
    assert any(WRAPPED in text for text in played.screens.values())


def test_player_shows_what_is_typed_and_stops_at_a_question_that_is_not_foreseen(tmp_path):
    player = Player(tmp_path, datetime(2021, 1, 4, 9))
    shutil.copytree(shipped("workbooks") / "2021", player.workbooks / "2021")
    shown = player.menu()
    assert shown.endswith(f"{BEFORE}0{AFTER}\n")
    assert "D:\\双随机抽查\\workbooks\\2021" in shown
    with pytest.raises(UnforeseenQuestion, match="请输入序号"):
        player.play("menu", player.workbooks)


def test_file_that_is_not_explained_is_told(played):
    (played.desk.root / "说明.txt").write_text("x", "utf-8")
    try:
        with pytest.raises(AssertionError, match="说明"):
            parts.files(played)
    finally:
        (played.desk.root / "说明.txt").unlink()
