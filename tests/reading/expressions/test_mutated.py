"""A known value in every form of a model of its own, then with a slip: read as what it says, or asked about.

``said`` writes the forms out without the grammars. A text with a slip may be read as the value before it, or as
another value where it is one of that value's forms. The examples are the same in each run: what a person would read
in every text with a slip cannot be told by a model that stays small.
"""

import re
from calendar import monthrange
from datetime import date
from fractions import Fraction
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.length import examples
from tests.reading.expressions.said import (
    BOUNDS,
    WINDOW_TALK,
    bounded,
    counted,
    frequency_forms,
    plain,
    share_forms,
    slipped,
    window_forms,
)
from xlcheck.model import Category, RatioKind, Trouble
from xlcheck.reading.expressions.departments import parse_departments
from xlcheck.reading.expressions.frequency import parse_frequency
from xlcheck.reading.expressions.ratio import parse_grades, parse_ratio
from xlcheck.reading.expressions.scope import parse_scope
from xlcheck.reading.expressions.window import parse_window

YEAR = 2021
SLIPS = st.sampled_from(["more", "less", "twice", "turned"])
DAYS = st.dates(date(YEAR, 1, 1), date(YEAR, 12, 31))
MANY = settings(max_examples=examples(250), derandomize=True)


@st.composite
def with_slip(draw, text, signs):
    """The text with one slip in it."""
    return slipped(text, draw(SLIPS), draw(st.integers(0, len(text))), draw(st.sampled_from(signs)))


def in_numerals(draw, text):
    """A text with some of its whole numbers in Chinese numerals, or in full width."""

    def written(match):
        forms = [str, lambda n: counted(int(n)), lambda n: n.translate({c: c + 0xFEE0 for c in range(0x30, 0x3A)})]
        return draw(st.sampled_from(forms))(match[0])

    return re.sub(r"(?<![\d./-])[1-9]\d{0,3}(?![\d./-])(?!年)", written, text)


@st.composite
def windows(draw):
    first, last = sorted((draw(DAYS), draw(DAYS)))
    if draw(st.booleans()):
        first, last = first.replace(day=1), last.replace(day=monthrange(YEAR, last.month)[1])
    text = draw(st.sampled_from(forms_of_window(first, last)))
    return first, last, in_numerals(draw, text)


@cache
def forms_of_window(first, last):
    return tuple(filter(None, window_forms(first, last, YEAR)))


def is_said_by_window(text, first, last):
    bare = re.sub(r"(?<!\d)0+(?=\d)", "", WINDOW_TALK.sub("", WINDOW_TALK.sub("", plain(text))))
    return bare in {re.sub(r"(?<!\d)0+(?=\d)", "", plain(form)) for form in forms_of_window(first, last)}


@given(windows(), st.data())
@MANY
def test_window_with_a_slip(said, data):
    first, last, text = said
    wrong = data.draw(with_slip(text, "年月日至-、.底初前不约120十一 \n第季度次和上半起自内)"))
    window = parse_window(wrong, YEAR)
    assert (
        isinstance(window, Trouble)
        or (window.start, window.end) == (first, last)
        or is_said_by_window(wrong, window.start, window.end)
    ), (text, wrong, window)


KINDS = {"": RatioKind.EXACT, "least": RatioKind.AT_LEAST, "most": RatioKind.AT_MOST}
BOUND_OF = {kind: bound for bound, kind in KINDS.items()}
UNITS = ("户", "家", "个", "所", "户次", "家次")
AROUND = "{} 原则上{} 抽查比例{} 抽查比例为{} 全年抽查比例{} 每年{} 按{}的比例抽取 （{}） 抽查比例：{} 【{}】 {}。"
_TALK = re.compile(
    "^(?:原则上|按照?|应当?|(?:抽查|检查|抽取|总体)?比例|抽查|抽取|检查|每年|全年|年度|总体|总户?数|总|对|为|:|随机|的|企业)+"
    "|(?:的?比例|抽取|抽查|检查|企业|的|/年|随机|总户?数|每年|全年|年度|总体|对|为|应|按)+$"
)
WHOLE = ["全覆盖", "全覆盖检查", "全部", "全部抽查", "100%全覆盖", "100%(全覆盖)", "百分之百"]
WHOLE += [f"应{a}尽{b}" for a in "查检抽" for b in "查检抽"]


@cache
def forms_of_ratio(kind, share, count):
    if kind is RatioKind.ALL:
        return (*WHOLE, *(form for bound in BOUNDS for form in bounded(bound, share_forms(share))))
    counts = [f"{count}{unit}" for unit in UNITS]
    if kind is RatioKind.COUNT:
        return tuple(form for bound in BOUNDS for form in bounded(bound, counts))
    shares = list(share_forms(share))
    if count:
        return tuple(form for s in shares for c in counts for form in (f"{s}({c})", f"{c}({s})"))
    return tuple(bounded(BOUND_OF[kind], shares))


def bare_ratio(text):
    """A text of a ratio without what stands around it, and without how often in the year."""
    bare = re.sub(r",?\d+次/年$", "", plain(text))
    for _ in range(3):
        bare = _TALK.sub("", bare).strip("【】")
        inner = bare[1:-1]
        bare = inner if bare == f"({inner})" and "(" not in inner else bare
    return bare


SHARES = st.one_of(
    st.integers(1, 99).map(lambda n: Fraction(n, 100)),
    st.integers(1, 999).map(lambda n: Fraction(n, 1000)),
    st.integers(1, 9999).map(lambda n: Fraction(n, 10_000)),
    st.integers(2, 30).map(lambda n: Fraction(1, n)),
)
RATIOS = st.one_of(
    st.tuples(st.sampled_from(list(KINDS.values())), SHARES, st.none()),
    st.tuples(st.just(RatioKind.COUNT), st.none(), st.integers(1, 3000)),
    st.tuples(st.just(RatioKind.EXACT), SHARES, st.integers(1, 99)),
    st.just((RatioKind.ALL, Fraction(1), None)),
)


@st.composite
def ratios(draw):
    value = draw(RATIOS)
    form = draw(st.sampled_from(forms_of_ratio(*value)))
    return value, draw(st.sampled_from(AROUND.split(" "))).format(in_numerals(draw, form))


@given(ratios(), st.data())
@MANY
def test_ratio_with_a_slip(said, data):
    value, text = said
    wrong = data.draw(with_slip(text, "%‰不低超于至少以上下户家百分之十二0125./年 \n约一点(含)成半-、各"))
    read = parse_ratio(wrong)
    assert (
        isinstance(read, Trouble)
        or (again := (read.kind, read.share, read.count)) == value
        or bare_ratio(wrong) in set(map(bare_ratio, forms_of_ratio(*again)))
    ), (text, wrong, read)


@cache
def forms_of_frequency(times, months, bound):
    return tuple(frequency_forms(times, months, bound))


FREQUENCIES = st.tuples(st.integers(1, 20), st.sampled_from([1, 2, 3, 4, 6, 12, 24, 36]), st.sampled_from(list(BOUNDS)))
_OFTEN = re.compile("\\(原则上\\)|原则上|1般|抽查|检查|抽取|开展|进行|实施|每户|每家|企业|为|内|的|,")


def bound_of(frequency):
    return "least" if frequency.at_least else "most" if frequency.at_most else ""


@given(FREQUENCIES, st.sampled_from(["{}", "原则上{}", "一般{}", "{}（原则上）", "{}。", "每户{}"]), st.data())
@MANY
def test_frequency_with_a_slip(value, around, data):
    form = data.draw(st.sampled_from(forms_of_frequency(*value)))
    text = around.format(in_numerals(data.draw, form))
    read = parse_frequency(text)
    assert isinstance(read, Trouble) or (read.times, read.months, bound_of(read)) == value, text
    wrong = data.draw(with_slip(text, "每年月季半度次/不超少于至12十一3个 \n以上下内以前第约-、或"))
    read = parse_frequency(wrong)
    if not isinstance(read, Trouble) and (again := (read.times, read.months, bound_of(read))) != value:
        assert _OFTEN.sub("", plain(wrong)) in {_OFTEN.sub("", plain(f)) for f in forms_of_frequency(*again)}, (
            text,
            wrong,
        )


GRADES = {
    "A": ["A", "A级", "A类", "低", "低风险", "守信", "守信企业"],
    "B": ["B", "B级", "B类", "一般", "一般风险", "中", "警示", "中风险"],
    "C": ["C", "C级", "C类", "较高", "较高风险", "中高", "失信"],
    "D": ["D", "D级", "D类", "高", "高风险", "高风险企业", "严重失信"],
    "AA": ["AA", "AA级"],
}
GRADE_OF = {plain(word): grade for grade, words in GRADES.items() for word in words}
_SUFFIX = re.compile("(?:风险|等级|级别|级|类|企业|市场主体|主体|户)+$")


@st.composite
def graded(draw):
    """Shares of grades, and a text that says them one by one."""
    percents = draw(st.lists(st.integers(1, 100), min_size=2, max_size=4))
    grades = draw(st.permutations(list("ABCD")))[: len(percents)]
    between = draw(st.sampled_from(["、", "，", "；", " ", "\n", ""]))
    sign = draw(st.sampled_from(["", "：", "按", "为", "抽查比例为"]))
    parts = [
        f"{draw(st.sampled_from(GRADES[grade]))}{sign}{draw(st.sampled_from([str(n), counted(n)]))}%"
        for grade, n in zip(grades, percents, strict=True)
    ]
    pairs = tuple((grade, Fraction(n, 100)) for grade, n in zip(grades, percents, strict=True))
    return pairs, between.join(parts) + draw(st.sampled_from(["", "。"]))


def said_of_grades(text):
    """The pairs that a text says, each share with the grades that stand before it; None where a word is no grade."""
    bare = re.sub("按照?|抽查|检查|抽取|比例|的|为|对|:", "", plain(text))
    pieces = re.split(r"(\d+(?:\.\d+)?)(%|‰)|(全覆盖|全部)", bare)
    found = []
    for names, number, unit, whole in zip(pieces[::4], pieces[1::4], pieces[2::4], pieces[3::4], strict=False):
        share = Fraction(1) if whole else Fraction(number) / (100 if unit == "%" else 1000)
        for name in filter(None, re.split("[、,;和及]", names)):
            found.append((GRADE_OF.get(name) or GRADE_OF.get(_SUFFIX.sub("", name)), share))
    return tuple(found) if not pieces[-1].strip("、,;") else None


@given(graded(), st.data())
@MANY
def test_grades_with_a_slip(said, data):
    pairs, text = said
    assert parse_grades(text) == pairs, text
    wrong = data.draw(with_slip(text, "ABCD级类、，%1250低高中一般未非不+和 \n或以上除"))
    read = parse_grades(wrong)
    assert isinstance(read, Trouble) or read == pairs or read == said_of_grades(wrong), (text, wrong, read)


STEMS = ["公安", "应急管理", "市场监管", "卫生健康", "生态环境", "税务", "住房和城乡建设", "人力资源和社会保障"]
OFFICES = [stem + kind for stem in STEMS for kind in ("局", "部门")] + ["县公安局", "市场监管局（食品、药品科）"]


@given(
    st.lists(st.sampled_from(OFFICES), min_size=1, max_size=4, unique=True),
    st.sampled_from(["、", "，", "；", "\n", " ", "/", "会同", "以及", "+", "和", "与"]),
    st.data(),
)
@MANY
def test_departments_with_a_slip(names, between, data):
    text = between.join(names)
    assert parse_departments(text) == tuple(names), text
    wrong = data.draw(with_slip(text, "、和或等局部门不无 \n1（）+外各的"))
    read = parse_departments(wrong)
    if isinstance(read, Trouble) or read == tuple(names):
        return
    at = 0
    bare = re.sub(r"[（(][^（()）]*[)）]", "", wrong)
    for name in (re.sub(r"[（(][^（()）]*[)）]", "", one) for one in read):
        start = bare.index(name, at)  # each name stands as it is, and what is between two of them is no part of a name
        between, at = re.sub("|".join(map(re.escape, read)), "", bare[at:start]), start + len(name)
        assert re.fullmatch(r"(?:[\s、,，;；/+和与同。]|会同|以及)*", between), (text, wrong, read)
        apart = start == 0 or re.search("[、,，;；/+]|会同|以及", between)
        assert apart or name.lstrip("以会县").startswith((*(stem[:2] for stem in STEMS), "卫", "市", "县公安")), (
            text,
            wrong,
            read,
        )
    assert not re.search(r"[^\s、,，;；/+。]", bare[at:]) or len(set(read)) < len(names), (text, wrong, read)
    assert not re.search("[或等各的1]", re.sub("（.*?）", "", "".join(read))), (wrong, read)


CATEGORIES = (Category("道路货物运输", ("货运",)), Category("加油站"), Category("机动车维修", ("维修",)))
NAMES = {"道路货物运输": ["道路货物运输", "货运"], "加油站": ["加油站"], "机动车维修": ["机动车维修", "维修"]}


@st.composite
def scopes(draw):
    name, day, operating = draw(st.sampled_from(list(NAMES))), draw(st.none() | DAYS), draw(st.booleans())
    parts = [
        draw(st.sampled_from(["", "全县", "本辖区内", "全县范围内的", "我县"])),
        f"{day.year}年{day.month}月{day.day}日{draw(st.sampled_from(['前', '以前', '之前']))}成立的" if day else "",
        draw(st.sampled_from(["在营的", "正常经营的", "存续", "运营"])) if operating else "",
        draw(st.sampled_from(["", "所有", "全部"])),
    ]
    text = "".join(draw(st.permutations(parts))) + draw(st.sampled_from(NAMES[name]))
    return (name, day, operating), text + draw(st.sampled_from(["", "企业", "经营业户", "市场主体", "企业。"]))


@given(scopes(), st.data())
@MANY
def test_scope_with_a_slip(said, data):
    value, text = said
    read = parse_scope(text, CATEGORIES)
    assert not isinstance(read, Trouble), (text, read)
    assert (read.category, read.founded_before, read.operating) == value, text
    wrong = data.draw(with_slip(text, "未不非除外前后年月日底120十 \n企业货运的营、或部分"))
    read = parse_scope(wrong, CATEGORIES)
    if isinstance(read, Trouble):
        return
    assert read.category == value[0], (text, wrong, read)
    assert read.operating <= value[2], (text, wrong, read)
    assert not re.search("未|不|非|除|外|后|部|分|或", wrong.replace("全部", "")), (text, wrong, read)
    assert read.founded_before == value[1] or read.founded_before == day_said(wrong), (text, wrong, read)


def day_said(text):
    """The day before which a text says that they were founded."""
    found = re.search(r"(\d+)年(?:(\d+)月)?(?:(\d+)日)?(底?)(?:以|之)?前", plain(text))
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups()[:3])
    if not found[4]:
        return date(year, month or 1, day or 1)
    return date(year + (month in (None, 12)), 1 if month in (None, 12) else month + 1, 1)
