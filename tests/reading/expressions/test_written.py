"""What people really write into a plan: read right, or asked about by the words that are not understood."""

from datetime import date
from fractions import Fraction

import pytest

from xlcheck.model import Category, Number, RatioKind, Trouble
from xlcheck.reading.categories import plan_wordings
from xlcheck.reading.expressions.departments import parse_departments
from xlcheck.reading.expressions.frequency import parse_frequency
from xlcheck.reading.expressions.ratio import frequency_within, parse_grades, parse_ratio
from xlcheck.reading.expressions.scope import parse_scope, unused_words
from xlcheck.reading.expressions.window import parse_window

SPLIT = Trouble("cell.split-number")
EACH = {"A": Fraction(1, 100), "B": Fraction(1, 10), "C": Fraction(1, 2), "D": Fraction(4, 5)}


def words_of(trouble):
    """The words that a trouble names."""
    return tuple(dict(trouble.params)["words"].split("”“"))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021年1月4日至15日", "2021-01-04", "2021-01-15"),
        ("2021年1月1日至30日", "2021-01-01", "2021-01-30"),
        ("3月1日至31日", "2021-03-01", "2021-03-31"),
        ("5月1日至20日", "2021-05-01", "2021-05-20"),
        ("2021年1月4-15日", "2021-01-04", "2021-01-15"),
        ("1月4号到15号", "2021-01-04", "2021-01-15"),
        ("2021-03", "2021-03-01", "2021-03-31"),
        ("202101-202104", "2021-01-01", "2021-04-30"),
        ("20210104-20210415", "2021-01-04", "2021-04-15"),
        ("二〇二一年一月至四月", "2021-01-01", "2021-04-30"),
        ("自2021年1月1日起至12月31日止", "2021-01-01", "2021-12-31"),
        ("1-4月（第一批）", "2021-01-01", "2021-04-30"),
        ("2021.1.1-4.30", "2021-01-01", "2021-04-30"),
        ("元月", "2021-01-01", "2021-01-31"),
        ("2021年1月至4月底", "2021-01-01", "2021-04-30"),
        ("2021年十月至十二月", "2021-10-01", "2021-12-31"),
        ("2021-01-04-2021-01-15", "2021-01-04", "2021-01-15"),
        ("2021年1\u200e月至4\ufeff月", "2021-01-01", "2021-04-30"),
    ],
)
def test_window_as_it_is_written__ok(text, first, last):
    window = parse_window(text, 2021)
    assert (window.start, window.end) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("2021年1 5日至20日", SPLIT),
        ("2021年1月1\n2日至20日", SPLIT),
        ("2021年1月20日至10日", Trouble("window.reversed")),
        ("2021年1月4日-15", Trouble("window.unreadable")),  # no 日: the fifteenth, or a month
        ("2021-1-4", Trouble("window.unreadable")),  # a day, or January to April
        ("2021.1-4", Trouble("window.unreadable")),
        ("2021年1月4日", Trouble("window.unreadable")),
        ("十十月", Trouble("window.unreadable")),
        ("2021年1月至2月至3月", Trouble("window.unreadable")),
        (Number("2021.1"), Trouble("window.number")),
        ("2021-01-04 至 2021-01-15，共13天", Trouble("window.days-differ")),
    ],
)
def test_window_that_may_be_two__error(text, trouble):
    assert parse_window(text, 2021) == trouble


@pytest.mark.parametrize(
    ("text", "words"),
    [("2021年春节期间", ("春节",)), ("每月1日至5日", ("每月",)), ("1月至4月左右开展", ("左右",))],
)
def test_window_with_words_that_are_not_understood__error(text, words):
    assert words_of(parse_window(text, 2021)) == words


@pytest.mark.parametrize(
    ("text", "kind", "share", "count"),
    [
        ("总体比例不超过5%", RatioKind.AT_MOST, Fraction(1, 20), None),
        ("检查比例为50%", RatioKind.EXACT, Fraction(1, 2), None),
        ("不得低于总数的5%", RatioKind.AT_LEAST, Fraction(1, 20), None),
        ("5%（含）以上", RatioKind.AT_LEAST, Fraction(1, 20), None),
        ("每年50%", RatioKind.EXACT, Fraction(1, 2), None),
        ("100%（全覆盖）", RatioKind.ALL, Fraction(1), None),
        ("应查尽查", RatioKind.ALL, Fraction(1), None),
        ("二十户", RatioKind.COUNT, None, 20),
        ("一百二十户", RatioKind.COUNT, None, 120),
        ("三分之一", RatioKind.EXACT, Fraction(1, 3), None),
        ("1/3", RatioKind.EXACT, Fraction(1, 3), None),
        ("20家次", RatioKind.COUNT, None, 20),
        ("10%（20户）", RatioKind.EXACT, Fraction(1, 10), 20),
        ("百分之五十五", RatioKind.EXACT, Fraction(11, 20), None),
        ("5\u200b%\u200e", RatioKind.EXACT, Fraction(1, 20), None),
    ],
)
def test_ratio_as_it_is_written__ok(text, kind, share, count):
    ratio = parse_ratio(text)
    assert (ratio.kind, ratio.share, ratio.count) == (kind, share, count)


@pytest.mark.parametrize(
    ("text", "kind", "share", "frequency"),
    [
        ("全年抽查比例不低于10%,每年抽查1次", RatioKind.AT_LEAST, Fraction(1, 10), "每年抽查1次"),
        ("3%；2次/年", RatioKind.EXACT, Fraction(3, 100), "2次/年"),
        ("每年1次，5%", RatioKind.EXACT, Fraction(1, 20), "每年1次"),
        ("5%", RatioKind.EXACT, Fraction(1, 20), ""),
    ],
)
def test_ratio_beside_a_frequency__ok(text, kind, share, frequency):
    ratio = parse_ratio(text)
    assert (ratio.kind, ratio.share, frequency_within(text)) == (kind, share, frequency)


@pytest.mark.parametrize(
    "text",
    [
        "对守信、警示、失信、严重失信企业分别按1%、10%、50%和80%",
        "A级1% B级10% C级50% D级80%",
        "低风险1%、一般风险10%、较高风险50%、高风险80%",
    ],
)
def test_ratio_of_each_grade_as_it_is_written__ok(text):
    assert dict(parse_ratio(text).strata) == dict(parse_grades(text)) == EACH


def test_scales_of_grades__ok():
    assert [grade for grade, _ in parse_grades("AA级1%、A级2%、B级3%、C级4%、D级5%")] == ["AA", "A", "B", "C", "D"]
    assert [grade for grade, _ in parse_grades("低1%、中2%、中高3%、高4%")] == ["A", "B", "C", "D"]
    own = {"优": "优", "良": "良"}
    assert parse_grades("优级1%、良级2%", own) == (("优", Fraction(1, 100)), ("良", Fraction(1, 50)))
    assert parse_grades("不涉及信用风险分类") == ()


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("1 5%", SPLIT),
        ("1\n2户", SPLIT),
        ("1. 5%", SPLIT),
        ("A级1 5%、B级2%", SPLIT),
        ("十 五户", SPLIT),
        ("三五户", Trouble("ratio.unreadable")),  # three to five
        ("1,5%", Trouble("ratio.unreadable")),
        ("5%或10%", Trouble("ratio.two-conditions")),
        ("5%以上10%以下", Trouble("ratio.two-conditions")),
        ("50%（全覆盖）", Trouble("ratio.two-conditions")),
        ("下限5%，舍去", Trouble("ratio.unreadable")),
    ],
)
def test_ratio_that_may_be_two__error(text, trouble):
    assert parse_ratio(text) == trouble


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("每批3户", ("每批",)),
        ("5%左右", ("左右",)),
        ("不5%", ("不",)),
        ("约5%", ("约",)),
        ("十几户", ("十几户",)),
        ("1.5.2%", ("1.5.2%",)),
    ],
)
def test_ratio_with_words_that_are_not_understood__error(text, words):
    assert words_of(parse_ratio(text)) == words


def test_grades_with_words_that_are_not_understood__error():
    assert parse_grades("甲级1%、A级5%") == Trouble("grades.unknown", (("words", "甲级"),))
    assert parse_grades("C、D级加倍") == Trouble("grades.unknown-words", (("words", "加倍"),))


@pytest.mark.parametrize(
    ("text", "times", "months", "bounds"),
    [
        ("原则上每年1次", 1, 12, ""),
        ("不超过2次/年", 2, 12, "most"),
        ("每月一次", 1, 1, ""),
        ("每年2次以上", 2, 12, "least"),
        ("每3个月1次", 1, 3, ""),
        ("一年两次", 2, 12, ""),
    ],
)
def test_frequency_as_it_is_written__ok(text, times, months, bounds):
    read = parse_frequency(text)
    assert (read.times, read.months, read.at_least, read.at_most) == (
        times,
        months,
        bounds == "least",
        bounds == "most",
    )


@pytest.mark.parametrize("text", ["不定期", "每年1-2次", "每周1次"])
def test_frequency_with_words_that_are_not_understood__error(text):
    assert parse_frequency(text).code == "frequency.unknown-words"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("公安局 应急管理局", ("公安局", "应急管理局")),
        ("公安局\n应急管理局", ("公安局", "应急管理局")),
        ("公安部门会同应急管理部门", ("公安部门", "应急管理部门")),
        ("市场监管局（食品、药品科）", ("市场监管局（食品、药品科）",)),
        ("公安、市场监管部门", ("公安", "市场监管部门")),
        *((name, (name,)) for name in ("公安交通管理局", "公安交警部门", "铁路公安局", "发改科技局", "综合行政执法局")),
        *((name, (name,)) for name in ("县委统战部", "总工会", "妇联", "残联", "消费者协会")),
        *((text, ()) for text in ("不涉及", "暂无", "—", "——", "/", "-", "无")),
    ],
)
def test_departments_as_they_are_written__ok(text, names):
    assert parse_departments(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "卫生健康或市场监管部门",
        "同上",
        "详见附件",
        "根据需要",
        "公安局应急管理局",
        "平鲁区 公安局",
        "公安交通局",
        "示例县公安应急部门",
        "税务公安局",
        "上述部门",
        "以上单位",
        "省厅",
        "公安局（待定）",
        "1.公安局",
        "相关部门",
    ],
)
def test_departments_of_a_text_that_names_none_for_sure__error(text):
    assert parse_departments(text) == Trouble("departments.unclear", (("words", text),))


def test_departments_of_a_sentence_name_what_is_not_understood():
    sentence = "县级发起，同级公安、市场监管部门按职责分工负责。"
    assert words_of(parse_departments(sentence)) == ("县级发起", "同级公安", "市场监管部门按职责分工负责。")


CATEGORIES = (
    Category("道路货物运输", ("货运",)),
    Category("危险货物运输"),
    Category("汽车销售", wordings=("全县汽车销售企业",)),
    Category("寄递", wordings=plan_wordings("本辖区物流、寄递企业", "寄递")),
    Category("成品油", wordings=plan_wordings("市区2023年9月30日前登记设立、已成立状态的相关市场主体", "成品油")),
    Category("种子生产、经营企业"),
    Category("兽药生产、经营企业"),
)


@pytest.mark.parametrize(
    ("text", "category", "founded", "operating"),
    [
        ("全县汽车销售企业", "汽车销售", None, False),
        ("本辖区物流、寄递企业", "寄递", None, False),
        ("在营的危险货物运输企业", "危险货物运输", None, True),
        ("危险货物运输经营者", "危险货物运输", None, False),
        ("货运提供者", "道路货物运输", None, False),
        ("2025年底前成立的货运企业", "道路货物运输", date(2026, 1, 1), False),
        ("2021年6月底前成立的货运企业", "道路货物运输", date(2021, 7, 1), False),
        ("二〇二一年一月前成立的货运企业", "道路货物运输", date(2021, 1, 1), False),
        ("市区2023年9月30日前登记设立、已成立状态的相关市场主体", "成品油", date(2023, 9, 30), False),
        ("种子生产、经营企业", "种子生产、经营企业", None, False),
        ("全县兽药生产、经营企业", "兽药生产、经营企业", None, False),
        ("所有货运企业", "道路货物运输", None, False),
        ("全部货运企业", "道路货物运输", None, False),
        ("本辖区内的货运企业", "道路货物运输", None, False),
        ("我县货运企业", "道路货物运输", None, False),
        ("全县在营货运企业", "道路货物运输", None, True),
        ("示例县货运企业", "道路货物运输", None, False),
        ("2020.12.31前成立的货运企业", "道路货物运输", date(2020, 12, 31), False),
        ("2021/1/1前成立的货运企业", "道路货物运输", date(2021, 1, 1), False),
    ],
)
def test_scope_as_it_is_written__ok(text, category, founded, operating):
    scope = parse_scope(text, CATEGORIES, ("示例县",))
    assert (scope.category, scope.founded_before, scope.operating) == (category, founded, operating)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("营的全区货运企业", ("营",)),
        ("部分货运企业", ("部分",)),
        ("未运营的货运企业", ("未",)),
        ("停业的货运企业", ("停业",)),
        ("非货运企业", ("非",)),
        ("别处县货运企业", ("别处县",)),
        ("城区货运企业", ("城区",)),
        ("市区内的货运企业", ("市区内",)),
        ("县城在营货运企业", ("县城",)),
        ("2021.1/1前成立的货运企业", ("2021.1/1前成立",)),
        ("2021年1月后成立的货运企业", ("2021年1月后成立",)),
        ("2021年1月前未成立的货运企业", ("2021年1月前未成立",)),
    ],
)
def test_scope_with_words_that_are_not_understood__error(text, words):
    trouble = parse_scope(text, CATEGORIES, ("示例县",))
    assert (trouble.code, words_of(trouble)) == ("scope.leftover", words)


def test_scope_of_two_categories__error():
    assert parse_scope("货运企业、危险货物运输企业", CATEGORIES).code == "scope.several-categories"


@pytest.mark.parametrize("text", ["全县经营企业", "物流企业"])
def test_part_of_a_wording_alone_means_no_category(text):
    assert parse_scope(text, CATEGORIES).code == "scope.unknown-category"


def test_words_of_a_scope_that_decide_nothing_are_told():
    assert unused_words("示例县2021年1月前成立的所有货运企业", CATEGORIES, ("示例县",)) == ("示例县", "所有", "企业")
