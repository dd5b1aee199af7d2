"""The first start: five answers make the desk of a new bureau; the example and the practice stand apart from it."""

import shutil
from datetime import datetime

import pytest
from openpyxl import load_workbook

import tests
from tests.steps.helpers import contents
from xlcheck.cli.dialogues.new import short_name_of
from xlcheck.messages import Level, level
from xlcheck.model import BureauNames
from xlcheck.samples.categories import category_note, trades
from xlcheck.schema.inputs import CATEGORIES, ENTITY_BOOK, INPUT_BOOKS, PLAN_BOOK
from xlcheck.schema.trades import OTHER_TRADE
from xlcheck.steps.check.check import check
from xlcheck.steps.desk import own_years
from xlcheck.steps.desk.desk import Desk, Run, desks_in, shipped
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.new.new import new_desk
from xlcheck.steps.practice.practice import example_of, place_of

BUREAU = "示例市示例区市场监督管理局"
FIVE = (BUREAU, "", "140602", "", "")
"""全称, 简称, 区划代码, 行业 and 年度, two of them typed."""
_ANOTHERS = ("2021", "2020年", "运输", "驾", "平鲁", "××企业")
"""What speaks of the shipped year, its bureau or its trade."""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The folder of the years of a package that was just unpacked, on a day of 2026."""
    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: datetime(2026, 3, 2, 9))
    folder = tmp_path / "某区 市监局(2026)&工具" / "workbooks"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def keys(xlcheck, opened):
    """Lines typed at the menu of a folder; gives the exit code and the whole screen."""

    def typed(folder, *lines):
        code, out, err = xlcheck("menu", folder, typed="".join(f"{line}\n" for line in lines))
        return code, out + err

    return typed


def test_five_answers_make_the_year_of_the_clock_in_the_bureaus_name(home, keys):
    code, out = keys(home, *FIVE, "", "0")
    assert code == 0
    (desk,) = desks_in(home)
    assert desk.root == home / "2026"
    settings, _, _ = load_settings(desk)
    assert (settings.bureau, settings.short_name, settings.region) == (BUREAU, "示例区市场监督管理局", "140602")
    assert (settings.year, settings.categories[0].name) == (2026, "登记企业")
    assert "双随机抽查　2026 年度" in out
    assert "平鲁" not in out
    assert (home.parent / "templates" / "表单").is_dir()


def test_year_that_was_made_is_accepted_as_empty_and_says_what_comes_next(home, keys):
    _, out = keys(home, *FIVE, "", "校验", "", "0")
    assert "√ 没有错误" in out
    assert out.splitlines()[-2] == "下一步：填好《开办表》，写出计划和设置"


@pytest.mark.parametrize("trade", [*trades(), OTHER_TRADE])
def test_desk_of_every_trade_is_accepted_as_empty(tmp_path, trade):
    names = BureauNames("示例市示例区示例局", "示例区示例局", "140602")
    desk = new_desk(tmp_path / "2026", 2026, trade=trade, names=names).desk
    found = check(Run(desk, datetime(2026, 3, 2, 9))).findings
    assert [f for f in found if level(f) is Level.ERROR] == []
    assert {f.code for f in found} == {"sheet.empty"}


@pytest.mark.parametrize("trade", trades())
def test_categories_that_are_a_draft_are_marked_in_the_workbook(tmp_path, trade):
    desk = new_desk(tmp_path / "2026", 2026, trade=trade, names=BureauNames("示例局", "示例局", "140602")).desk
    table = load_settings(desk)[1][CATEGORIES.key]
    assert table.has(CATEGORIES.remark) == bool(category_note(trade))
    assert set(table[CATEGORIES.remark]) == {category_note(trade)}


def test_second_start_asks_nothing_and_changes_nothing(home, keys):
    keys(home, *FIVE, "", "0")
    before = contents(home.parent)
    _, out = keys(home, "0")
    assert "第一次使用" not in out
    assert contents(home.parent) == before


@pytest.mark.parametrize("lines", [(), ("0",), (BUREAU, "0"), (BUREAU, "", "140602", "")])
def test_who_leaves_before_the_end_has_no_year_and_is_asked_again(home, keys, lines):
    code, _ = keys(home, *lines)
    assert (code, list(home.iterdir())) == (0, [])
    assert "第一次使用" in keys(home)[1]


@pytest.mark.parametrize("name", ["", "3", "县局", "=A1+A2+A3", "示例 县局办", "../../示例局"])
def test_what_is_no_name_of_a_bureau_is_asked_again(home, keys, name):
    _, out = keys(home, name, BUREAU, name[:0], "14060", "140602", "", "二六", "", "", "0")
    assert "不像单位名称" in out or "这一项要填写" in out
    assert "请输入六位数字" in out
    assert "请输入四位数字的年份" in out
    assert load_settings(Desk(home / "2026"))[0].bureau == BUREAU


@pytest.mark.parametrize(
    ("bureau", "short"),
    [
        ("朔州市平鲁区交通运输局", "平鲁区交通运输局"),
        ("河北省沧州市献县交通局", "献县交通局"),
        ("武冈市市场监督管理局", "武冈市市场监督管理局"),
        ("市中区应急管理局", "市中区应急管理局"),
        ("海南省陵水黎族自治县交通运输局", "陵水黎族自治县交通运输局"),
        ("湖北省神农架林区交通运输局", "神农架林区交通运输局"),
        ("广西壮族自治区南宁市交通运输局", "南宁市交通运输局"),
        ("河北省市场监督管理局", "河北省市场监督管理局"),
        ("上海市浦东新区市场监督管理局", "浦东新区市场监督管理局"),
        ("湘西土家族苗族自治州凤凰县文化旅游广电局", "凤凰县文化旅游广电局"),
    ],
)
def test_short_name_begins_at_the_county(bureau, short):
    assert short_name_of(bureau) == short


def test_practice_may_come_before_the_first_year(home, keys):
    _, out = keys(home, "2", "", "0")
    assert "演练第 1 步" in out
    assert list(desks_in(home)) == []
    assert place_of(home).practice


def test_example_is_looked_at_and_left_again(home, keys):
    keys(home, "看示例", "", "0")
    assert (example_of(home).example, list(desks_in(home))) == (True, [])
    _, out = keys(home, *FIVE, "", "看示例", "", "看示例", "", "0")
    titles = [line.split("　")[1] for line in out.splitlines() if line.startswith("双随机抽查　") and "年度" in line]
    assert titles == ["2026 年度", "2021 年度（示例）", "2026 年度"]


def test_from_the_example_one_comes_back_or_hears_how(home, keys):
    _, out = keys(home, "1", "", "看示例", "", "换年度", "", "0")
    assert out.count("还没有本单位的年度。请退出，重新打开，按提示填写单位名称。") == 2
    _, out = keys(home, *FIVE, "", "看示例", "", "换年度", "1", "", "演练", "", "0")
    assert place_of(home).practice
    assert not place_of(example_of(home).root.parent).root.exists()


def test_example_is_not_carried_over__error(home, keys, xlcheck):
    _, out = keys(home, "1", "", "新建年度", "", "0")
    assert "是附带的示例，不是本单位的年度，不能由它结转" in out
    code, _, err = xlcheck("new", "2022", "--from", example_of(home).root, "--into", home / "2022")
    assert (code, "不能由它结转" in err) == (2, True)
    assert list(desks_in(home)) == []


def test_example_has_what_is_shipped_and_is_for_practice(home, keys):
    keys(home, "1", "", "0")
    shipped_names = {path.name for path in (shipped("workbooks") / "2021").glob("*.xlsx")}
    assert {path.name for path in example_of(home).root.glob("*.xlsx")} == shipped_names
    assert example_of(home).practice


def every_text(path):
    """All that can be read in a workbook, in cells and in the hints of its columns."""
    book = load_workbook(path)
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    hints = [f"{v.promptTitle}{v.prompt}" for sheet in book for v in sheet.data_validations.dataValidation]
    return "\n".join(cells + hints)


@pytest.mark.parametrize("folder", ["workbooks/2026", "templates/空白表"])
def test_blank_workbooks_speak_of_the_bureaus_own_year_and_categories(home, keys, folder):
    keys(home, *FIVE, "", "0")
    for book in INPUT_BOOKS:
        text = every_text(home.parent / folder / book.filename)
        assert [word for word in _ANOTHERS if word in text] == [], book.filename
    plan = every_text(home.parent / folder / PLAN_BOOK.filename)
    assert "2026年度示例区市场监督管理局双随机抽查工作计划" in plan
    assert "2026年1月前成立的运营的全区在册企业；“在册企业”处写对象类别" in plan


def test_blank_registry_says_which_words_of_the_trade_count_as_operating(home, keys):
    keys(home, *FIVE, "", "0")
    assert "“存续”“在营”“在册”“开业”等读作“营业”" in every_text(home / "2026" / ENTITY_BOOK.filename)


def test_blank_workbooks_that_staff_have_changed_stay(home, keys):
    keys(home, "1", "", "0")
    own = home.parent / "templates" / "空白表" / PLAN_BOOK.filename
    own.write_bytes(b"mine")
    keys(home, *FIVE, "", "0")
    assert own.read_bytes() == b"mine"
    assert sorted(path.name for path in own.parent.iterdir()) == sorted(book.filename for book in INPUT_BOOKS)


def test_shipped_blank_workbooks_are_never_rewritten(tmp_path, monkeypatch):
    shutil.copytree(shipped("templates"), tmp_path / "templates")
    monkeypatch.setattr("xlcheck.steps.new.blank.shipped", lambda name: tmp_path / name)
    before = contents(tmp_path / "templates")
    new_desk(tmp_path / "workbooks" / "2026", 2026, names=BureauNames("示例局", "示例局", "140602"))
    assert contents(tmp_path / "templates") == before


def test_interrupt_at_the_first_questions_leaves_nothing(home, xlcheck, monkeypatch):
    def stop(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("click.termui.visible_prompt_func", stop)
    code, out, err = xlcheck("menu", home)
    assert (code, list(home.iterdir())) == (0, [])
    assert "Traceback" not in out + err


def test_input_that_ends_after_the_last_question_leaves_the_year(home, keys):
    code, _ = keys(home, *FIVE)
    assert (code, [desk.root.name for desk in desks_in(home)]) == (0, ["2026"])


def test_year_that_cannot_be_made_is_told_and_asked_for_again(home, keys):
    (home / "2026").mkdir()
    (home / "2026" / "草稿.txt").write_text("x", "utf-8")
    _, out = keys(home, *FIVE, "", *FIVE[:-1], "2027", "", "0")
    assert "已经存在，没有改动" in out
    assert [desk.root.name for desk in desks_in(home)] == ["2027"]


def test_who_comes_from_0_1_0_is_asked_who_it_is_and_offered_no_carrying_over(home, keys, monkeypatch):
    monkeypatch.setattr(own_years, "invented_entities", tests.invented_entities)
    shutil.copytree(shipped("workbooks") / "2021", home / "2021")
    before = contents(home / "2021")
    _, out = keys(home, *FIVE, "", "0")
    assert "第一次使用" in out
    assert "另有 2021 年度（示例），" in out
    answers = ("换年度", "1", "", "新建年度", "2027", "示例县交通运输局", "", "140622", "", "", "0")
    _, out = keys(home, *answers)
    assert "年度结转，直接回车" not in out
    assert load_settings(Desk(home / "2027"))[0].bureau == "示例县交通运输局"
    assert contents(home / "2021") == before
