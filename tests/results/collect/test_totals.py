"""Sums over packs: by bureau, category and result; who is late, missing or refused."""

from dataclasses import fields
from datetime import date
from fractions import Fraction

from tests.results.collect.test_judging import TODAY, line
from xlcheck.model import CityCounts, CityTotals, Pack, PackTask, ReportState, Unit, UnitReport
from xlcheck.results.collect import city_summary

GOODS, SHIPS = "道路货物运输", "水路运输企业"


def task(category, quota, drawn, inspected, published, overdue=0):
    return PackTask("202101", "01号", "第一批", category, quota, drawn, inspected, published, overdue, 0, "公示中")


def report(number, state=ReportState.SENT, tasks=(), lines=()):
    """How the n-th bureau stands; with a pack where its state says that one counts."""
    unit = Unit(f"示例{number}局", f"14060{number}", date(2021, 12, 15))
    counts = state in (ReportState.SENT, ReportState.LATE)
    pack = Pack("a.zip", None, f"{number}", unit.bureau, tasks=tuple(tasks), inspections=tuple(lines))
    return UnitReport(unit, pack if counts else None, state)


FIRST = report(
    1,
    tasks=[task(GOODS, 10, 10, 9, 8, 1), task(SHIPS, 4, 4, 4, 4)],
    lines=[
        line(category=GOODS, result="未发现问题", method="现场检查"),
        line(category=GOODS, result="发现问题待后续处理", disposal="责令限期整改", rectify_by=date(2021, 12, 1)),
        line(category=SHIPS, result="超限；不配合检查情节严重", method="登船检查"),
        line(category=SHIPS),
    ],
)
SECOND = report(
    2,
    ReportState.LATE,
    tasks=[task("道路 货物运输", 5, 5, 2, 0, 2), task("", 0, 0, 0, 0)],
    lines=[line(category="道路 货物运输", result="超限", disposal="移交"), line(category=GOODS, result="超 限")],
)
NOTHING_DRAWN = report(3, tasks=[task(GOODS, 3, 0, 0, 0)])
MISSING = report(4, ReportState.OVERDUE)
REFUSED = report(5, ReportState.REFUSED)


def summary(*reports):
    return city_summary(CityTotals(2021, reports, (), ()), TODAY)


SUMMARY = summary(MISSING, FIRST, NOTHING_DRAWN, SECOND, REFUSED)


def test_sums_of_all():
    assert SUMMARY.whole == CityCounts(
        tasks=5,
        quota=22,
        drawn=19,
        inspected=15,
        published=12,
        overdue=3,
        lines=6,
        answered=5,
        problems=2,
        unjudged=2,
        to_rectify=1,
        rectify_late=1,
    )


def test_rates_are_exact_and_none_where_nothing_is_to_divide_by():
    whole = SUMMARY.whole
    assert whole.drawn_rate == Fraction(19, 22)
    assert whole.inspected_rate == Fraction(15, 19)
    assert whole.published_rate == Fraction(12, 15)
    assert whole.problem_rate == Fraction(2, 5)
    assert whole.rectified_rate == 0
    rates = [name for name in dir(CityCounts) if name.endswith("_rate")]
    assert [getattr(CityCounts(), name) for name in rates] == [None] * 5


def test_bureaus_that_have_inspected_least_come_first_those_without_a_pack_last():
    names = [report.unit.bureau for report, _ in SUMMARY.by_unit]
    assert names == ["示例2局", "示例1局", "示例3局", "示例4局", "示例5局"]
    counts = dict(zip(names, (counts for _, counts in SUMMARY.by_unit), strict=True))
    assert (counts["示例1局"].inspected, counts["示例1局"].problems) == (13, 2)
    assert counts["示例4局"] == CityCounts()


def test_sums_of_bureaus_and_of_categories_are_those_of_all():
    for parts in ([c for _, c in SUMMARY.by_unit], [c.counts for c in SUMMARY.by_category]):
        for field in fields(CityCounts):
            assert sum(getattr(counts, field.name) for counts in parts) == getattr(SUMMARY.whole, field.name)


def test_a_category_is_one_however_it_is_spaced_and_has_a_name_where_it_has_none():
    found = {c.category: (c.bureaus, c.counts.quota, c.counts.lines) for c in SUMMARY.by_category}
    assert found == {GOODS: (3, 18, 4), SHIPS: (1, 4, 2), "（未填写）": (1, 0, 0)}


def test_values_are_counted_under_their_own_names():
    found = [(v.field, v.value, v.listed, v.count, v.bureaus, v.problems, v.unjudged) for v in SUMMARY.values]
    assert found == [
        ("检查结果", "超限", False, 3, 2, 1, 2),
        ("检查结果", "未发现问题", True, 1, 1, 0, 0),
        ("检查结果", "发现问题待后续处理", True, 1, 1, 1, 0),
        ("检查结果", "不配合检查情节严重", True, 1, 1, 1, 0),
        ("处理结果", "责令限期整改", True, 1, 1, 1, 0),
        ("处理结果", "移交", False, 1, 1, 0, 1),
        ("检查方式", "现场检查", True, 1, 1, 0, 0),
        ("检查方式", "登船检查", False, 1, 1, 1, 0),
    ]
    assert SUMMARY.values[0].share == Fraction(3, 5)


def test_results_of_each_bureau():
    found = [(bureau, value.value, value.count, value.share) for bureau, value in SUMMARY.unit_results]
    assert ("示例2局", "超限", 2, 1) in found
    assert ("示例1局", "超限", 1, Fraction(1, 3)) in found
    assert len(found) == 5


def test_bureaus_by_name_in_each_state():
    assert SUMMARY.names == {
        ReportState.SENT: ("示例1局", "示例3局"),
        ReportState.LATE: ("示例2局",),
        ReportState.REFUSED: ("示例5局",),
        ReportState.WAITING: (),
        ReportState.OVERDUE: ("示例4局",),
    }


def test_nothing_was_sent():
    empty = summary(MISSING)
    assert (empty.whole, empty.by_category, empty.values, empty.unit_results) == (CityCounts(), (), (), ())
