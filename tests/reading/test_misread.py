"""The kinds of cells that once were read wrongly in silence: twenty more of each kind for each seed."""

import random
from datetime import date

import pytest

from tests.builders import SETTINGS
from tests.reading.test_cells import read_one
from xlcheck.model import Number, Trouble
from xlcheck.model.cells import Month
from xlcheck.reading.dates import read_date, read_day_of_year
from xlcheck.reading.expressions.departments import parse_departments
from xlcheck.reading.expressions.frequency import parse_frequency
from xlcheck.reading.expressions.ratio import parse_grades, parse_ratio
from xlcheck.reading.expressions.window import parse_window
from xlcheck.reading.titles import with_unit
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.table import Column, Kind
from xlcheck.schema.vocabularies import STATIC

SEEDS = pytest.mark.parametrize("seed", range(5))
SPLIT = Trouble("cell.split-number")
EACH = 20


def words(text):
    return text.split()


@SEEDS
def test_last_day_without_a_month_is_in_the_month_of_the_first(seed):
    chance = random.Random(f"last day {seed}")
    for _ in range(EACH):
        month, (first, last) = chance.randint(1, 12), sorted(chance.sample(range(1, 29), 2))
        year, to, sign = (
            chance.choice(["", "2021年", "2021 年", "二〇二一年"]),
            chance.choice("至-—~到"),
            chance.choice("日号"),
        )
        text = f"{year}{month}月{first}{chance.choice([sign, ''])}{to}{last}{sign}{chance.choice(['', '（第一批）'])}"
        window = parse_window(text, 2021)
        assert not isinstance(window, Trouble), text
        assert (window.start, window.end) == (date(2021, month, first), date(2021, month, last)), text
        assert parse_window(f"{month}月{last}日{to}{first}日", 2021) == Trouble("window.reversed")


@SEEDS
def test_number_that_may_have_been_a_month_is_asked_about_and_a_month_cell_is_read(seed):
    chance = random.Random(f"cell {seed}")
    for _ in range(EACH):
        year, month = chance.randint(2019, 2030), chance.randint(1, 12)
        typed = Number(repr(float(f"{year}.{month}")))  # as a workbook keeps it: 2021.10 is 2021.1
        assert parse_window(typed, 2021) == Trouble("window.number"), typed
        cell, trouble = read_one(PLAN.window, Month(year, month, chance.randint(1, 28)), SETTINGS)
        window = parse_window(cell, 2021)
        assert (trouble, window.start, window.end.month) == (None, date(year, month, 1), month)
        assert isinstance(parse_window(Number(f"{month}.{chance.randint(1, 28)}"), 2021), Trouble)


@SEEDS
def test_number_with_a_gap_in_it_is_asked_about(seed):
    chance = random.Random(f"gap {seed}")
    readers = {
        "{}户": parse_ratio,
        "不低于{}%": parse_ratio,
        "A级{}%、B级5%": parse_grades,
        "{}次/年": parse_frequency,
        "2021年1月{}日至31日": lambda text: parse_window(text, 2021),
        "2021年{}月": lambda text: parse_window(text, 2021),
        "2021年1月{}日": read_date,
        "1月{}日": lambda text: read_day_of_year(text, 2021),
        "{}日内": lambda text: read_day_of_year(text, 2021),
        "{}": lambda text: read_one(Column("数", Kind.INTEGER), text, SETTINGS)[1],
        "{} ": lambda text: parse_ratio(with_unit(text, "%")),
    }
    for _ in range(EACH):
        digits = str(chance.randint(10, 99)) if chance.random() < 0.8 else chance.choice(["十二", "二十", "三十一"])
        gap = chance.choice([" ", "\n", "\u3000", "\xa0", "  ", "\r\n", "\u200b \u200e"])
        for form, read in readers.items():
            text = form.format(digits[0] + gap + digits[1:])
            assert read(text) == SPLIT, (form, text)


OFFICES = words(
    "公安局 应急管理局 市场监管局 卫生健康委员会 生态环境局 税务局 县教育局 消防救援大队 国家税务总局示例县税务局"
)
VAGUE = words(
    "同上 详见附件 根据需要 等 等部门 相关部门 有关单位 视情况 待定 各成员单位 主管部门 多部门 我局 "
    "必要时 公安局或税务局"
)
NONE = words("无 暂无 — —— / 不涉及 无联合部门 无需联合 没有配合部门 不适用 不联合")


@SEEDS
def test_departments_one_by_one_none_or_asked_about(seed):
    chance = random.Random(f"departments {seed}")
    for _ in range(EACH):
        names = chance.sample(OFFICES, chance.randint(1, 4))
        between = chance.choice(["、", "，", "；", "/", "+", "会同", "以及", " 、"])
        text = between.join(names)
        assert parse_departments(text) == tuple(names), text
        words = [*names, chance.choice(VAGUE)]
        chance.shuffle(words)
        assert isinstance(parse_departments(between.join(words)), Trouble), words
        glued = "".join(chance.sample([name for name in OFFICES if name.endswith("局")], 2))
        assert isinstance(parse_departments(glued), Trouble), glued
        one = chance.choice([name for name in OFFICES if len(name) > 4])
        at = chance.randint(1, len(one) - 1)
        assert isinstance(parse_departments(one[:at] + chance.choice(" \n") + one[at:]), Trouble), (one, at)
        assert parse_departments(chance.choice(NONE)) == ()


TURNED = words(
    "未 不 非 无 没有 停止 暂停 禁止 拟 待 将 应 须 需 可 曾 不予 撤销 取消 解除 终止 尚未 难以 拒绝 免予 除 部分 "
    "疑似 涉嫌 可能 申请 准备 恢复 原 假 缺少 中止 逾期 不再 是否 无法 不能 以外 除外"
)
JOINED = words("和 与 或 及 、 / ， 并 以及 而非 不是 但 转")


@SEEDS
@pytest.mark.parametrize("vocabulary", sorted(set(STATIC) - {"码表"}))
def test_no_value_is_proposed_for_its_opposite_or_its_half(vocabulary, seed):
    chance = random.Random(f"proposals {vocabulary} {seed}")
    column, values = Column("列", Kind.CHOICE, vocabulary=vocabulary, required=True), STATIC[vocabulary]
    for _ in range(EACH):
        value, other = chance.choice(values), chance.choice(values)
        at = chance.choice([0, chance.randint(0, len(value)), len(value)])
        turned = value[:at] + chance.choice(TURNED) + value[at:]
        read, trouble = read_one(column, turned, SETTINGS)
        assert (trouble.proposal if trouble else read) in ("", turned), (turned, read, trouble)
        if other != value:
            both = value + chance.choice(JOINED) + other
            read, trouble = read_one(column, both, SETTINGS)
            assert (trouble.proposal if trouble else read) not in (value, other), (both, read, trouble)
