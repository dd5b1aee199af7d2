"""单位设置: what each sheet gives, and a sentence for each wrong cell."""

from datetime import date

import pytest

from tests.builders import by_key, plan_cells, typed, typed_table
from tests.cells import FIRST, cell
from xlcheck.checks import run_checks
from xlcheck.messages import advice, error_text, problem
from xlcheck.model import ClosedDays, Policy, VisitLimits, XlcheckError
from xlcheck.reading.expressions.scope import parse_scope
from xlcheck.reading.outcomes import names_problem
from xlcheck.reading.settings import settings_from
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.vocabulary import vocabulary
from xlcheck.samples import settings_2021
from xlcheck.schema.inputs import CATEGORIES, CLOSURES, INSPECTORS, PLAN, POLICY, ROUNDS, SETTINGS_BOOK, UNIT
from xlcheck.schema.setting_items import POLICY_ITEMS, UNIT_ITEMS, VISIT_LIMIT_ITEMS
from xlcheck.schema.vocabularies import NO_PROBLEM, RESULT, STATIC

TITLES = {key: title for key, title, _ in (*UNIT_ITEMS, *POLICY_ITEMS)}


CERTS = "|".join((r"SL\d\d\d\d\d\d\-\d\d\d\d", r"SL\d\d\d\d\d\d\-\d\d\d\d\d"))
"""What 执法证号格式 of the sample comes to: a number of four or five digits behind that of the region."""


def sample_sheets():
    """The rows of the sample's sheets, by key."""
    return {key: [by_key(row) for row in rows] for key, rows in settings_2021.sheets().items()}


def settings_of(sheets):
    """What sheets give, their rows by key."""
    return settings_from({key: typed_table(SETTINGS_BOOK.table(key), rows) for key, rows in sheets.items()})


def read(drop=(), **items):
    """The settings of the sample with some 项目 changed (by key) and some sheets gone."""
    sheets = sample_sheets()
    for row in (*sheets["unit"], *sheets["policy"]):
        for key, value in items.items():
            if row["item"] == TITLES[key]:
                row["value"] = value
    return settings_of({key: rows for key, rows in sheets.items() if key not in drop})


def value_of(key):
    """The cell that holds 内容 of a 项目 of 抽查策略."""
    return cell(POLICY, POLICY.value, FIRST + [item for item, _, _ in POLICY_ITEMS].index(key))


def codes(**items):
    return [(f.code, f.place.cell) for f in read(**items)[1]]


def sentence(**items):
    with pytest.raises(XlcheckError) as caught:
        read(**items)
    return error_text(caught.value)


def test_settings_of_the_sample__ok():
    settings, findings = read()
    assert findings == ()
    assert (settings.year, settings.document_date) == (2021, date(2020, 12, 31))
    assert settings.bureau == settings_2021.BUREAU
    assert [r.name for r in settings.rounds] == ["第一批", "第二批", "第三批"]
    assert settings.policy == Policy(2, False, 2, 1, 7, CERTS, ("晋交运管许可*字############号",))
    assert [c.name for c in settings.categories if "货运" in c.names] == ["道路货物运输"]
    assert (settings.leaders[0].role, settings.leaders[0].position) == ("组长", "局党组书记、局长")
    assert len(settings.leaders) == len(sample_sheets()["leaders"])
    assert len(settings.days_off) == 31
    assert len(settings.days_on) == 7


def test_sheets_that_are_gone_leave_defaults__ok():
    settings, findings = read(drop=("policy", "categories", "rounds", "holidays", "codes", "leaders"))
    assert findings == ()
    assert (settings.policy, settings.categories, settings.rounds) == (Policy(), (), ())
    assert (settings.days_off, settings.days_on, settings.vocabularies) == (frozenset(), frozenset(), ())
    assert vocabulary(RESULT, settings) == STATIC[RESULT]


def test_blank_policy_leaves_defaults__ok():
    blank = dict.fromkeys([key for key, _, _ in POLICY_ITEMS], "")
    assert read(**blank) == (read(drop=("policy",))[0], ())


def test_short_name_is_the_name_where_none_is_given():
    assert read(short_name="")[0].short_name == settings_2021.BUREAU


def without(sheet, *keys):
    """What the sample's settings give where a sheet does not have some 项目, as those of 0.1.0 do not."""
    titles = {TITLES[key] for key in keys}
    return settings_with(sheet, [row for row in sample_sheets()[sheet] if row["item"] not in titles])


def test_platform_is_the_one_that_is_set():
    assert read()[0].platform == "山西省双随机监管工作平台"
    assert read(platform="示例省双随机监管平台")[0].platform == "示例省双随机监管平台"


def test_platform_is_called_neutrally_where_none_is_set__ok():
    blank, absent = read(platform=""), without("unit", "platform")
    assert blank == absent
    assert (absent[0].platform, absent[1]) == ("省级双随机监管工作平台", ())


def test_licence_forms_are_those_that_are_set__ok():
    settings, findings = read(licence_forms="示许可*字####号，JY＃＃＃＃")
    assert (settings.policy.licence_forms, findings) == (("示许可*字####号", "JY####"), ())


def test_licence_forms_are_none_where_none_is_set__ok():
    blank, absent = read(licence_forms=""), without("policy", "licence_forms")
    assert blank == absent
    assert (absent[0].policy.licence_forms, absent[1]) == ((), ())


@pytest.mark.parametrize(
    ("text", "others", "forms"),
    [
        ("示许可字号", "示许可字号", ()),
        (r"示许可字\d{12}号", r"示许可字\d{12}号", ()),
        ("示许可.{1,4}字#号", "示许可.{1、4}字#号", ()),
        ("示许可*字#号、JY", "JY", ("示许可*字#号",)),
    ],
)
def test_licence_form_that_is_none__error(text, others, forms):
    settings, findings = read(licence_forms=text)
    told = ("settings.licence-form", value_of("licence_forms"), text)
    assert [(f.code, f.place.cell, f.value) for f in findings] == [told]
    assert problem(findings[0]) == f"“许可证号写法”中的“{others}”不是一种写法，没有按它核对"
    assert settings.policy.licence_forms == forms


@pytest.mark.parametrize("year", ["2021", " 2021 ", "２０２１"])
def test_year_as_staff_type_it__ok(year):
    assert read(year=year)[0].year == 2021


@pytest.mark.parametrize("year", ["21", "0", "20211", "2021年", "二〇二一", "²", "-2021", "2021.5"])
def test_year_that_is_none__error(year):
    assert f"年度“{year}”不能识别" in sentence(year=year)


@pytest.mark.parametrize(
    ("items", "missing"),
    [({"year": ""}, "年度"), ({"bureau": ""}, "单位名称"), ({"drop": ("unit",)}, "单位名称、年度")],
)
def test_settings_without_name_or_year__error(items, missing):
    assert f"没有填写{missing}，请补填" in sentence(**items)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("team_size", "1"),
        ("team_size", "二"),
        ("team_size", "²"),
        ("team_size", "2.5"),
        ("yearly_cap", "0"),
        ("yearly_cap", "不限"),
        ("min_count", "-1"),
        ("deadline_days", "7个工作日"),
    ],
)
def test_number_of_the_policy__error(key, value):
    assert codes(**{key: value}) == [("settings.number", value_of(key))]


def test_words_of_the_policy__error():
    assert codes(no_repeat="不") == [("settings.yes-no", value_of("no_repeat"))]
    assert codes(rounding="四舍五入") == [("settings.rounding", value_of("rounding"))]


@pytest.mark.parametrize("pattern", ["[", "*晋", "SL(", "晋F\\", "SL#{6}", "^SL######", "SL####、SL*", "#|#"])
def test_certificate_pattern_that_is_none__error(pattern):
    settings, findings = read(cert_pattern=pattern)
    told = ("settings.pattern", value_of("cert_pattern"), pattern)
    assert [(f.code, f.place.cell, f.value) for f in findings] == [told]
    person = {"name": "示例员", "employer": "示例局", "cert": "SL140603-0001", "cert_to": "2025-12-31"}
    _, cells = typed(INSPECTORS, [person | {"scope": "道路货物运输", "status": "有效"}], settings)
    assert cells == ()


def test_certificate_that_does_not_fit_the_pattern__error():
    settings, _ = read(cert_pattern=r"晋\d{8}")
    _, cells = typed(INSPECTORS, [{"cert": "SL140603-0001"}], settings)
    assert "cert.pattern" in [f.code for f in cells]


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("SL######-####", True),
        ("sl＃＃＃＃＃＃-＃＃＃＃", True),
        ("DF########、SL######-####", True),
        ("SL*-####", False),
        ("SL*#-####", False),
        ("SL##*-####", True),
        ("SL######-#####", False),
        ("SL######", False),
        (r"SL\d{6}-\d{4,}", True),
        (r"SL\d{6}-\d{5,}", False),
        ("SL[0-9]*-[0-9]*", True),
        ("", True),
    ],
)
def test_certificate_is_held_against_a_form_or_the_expression_of_old_settings(text, fits):
    settings, findings = read(cert_pattern=text)
    assert findings == ()
    _, cells = typed(INSPECTORS, [{"cert": "SL140603-0001"}], settings)
    assert ("cert.pattern" not in [f.code for f in cells]) == fits


def test_finding_names_the_item():
    (told,) = read(team_size="1")[1]
    assert problem(told) == "“每户检查人数”应为不小于 2 的整数"


def test_own_code_lists_go_before_the_built_in_ones():
    settings, _ = settings_with(
        "codes", [{"vocabulary": RESULT, "value": value, "note": ""} for value in ("合格", "不合格")]
    )
    assert vocabulary(RESULT, settings) == ("合格", "不合格")


def test_round_without_its_months_is_left_out():
    rows = [{"name": "第一批", "first": 1, "last": ""}, {"name": "第二批", "first": 5, "last": 8}]
    settings, _ = settings_with("rounds", rows)
    assert [r.name for r in settings.rounds] == ["第二批"]


@pytest.mark.parametrize("text", ["2020-12-31", "2020年12月31日", " 2020.12.31 ", "二〇二〇年十二月三十一日"])
def test_document_date_as_staff_type_it__ok(text):
    settings, findings = read(document_date=text)
    assert (settings.document_date, findings) == (date(2020, 12, 31), ())


def test_document_date_may_be_blank__ok():
    settings, findings = read(document_date="")
    assert (settings.document_date, findings) == (None, ())


def test_document_date_that_is_none_is_left_blank():
    assert read(document_date="去年底")[0].document_date is None


@pytest.mark.parametrize(
    ("text", "proposal"),
    [("去年底", ""), ("2020年12月", ""), ("2020-02-30", ""), ("20.12.31", "2020-12-31"), ("44196", "2020-12-31")],
)
def test_document_date_that_cannot_be_read_is_told__error(text, proposal):
    _, (told,) = read(document_date=text)
    at = cell(UNIT, UNIT.value, FIRST + [item for item, _, _ in UNIT_ITEMS].index("document_date"))
    assert (told.code, told.place.cell, told.value, told.proposal) == ("settings.date", at, text, proposal)
    assert problem(told) == f"“制发日期”的“{text}”不是可以识别的日期，按没有填写处理"
    assert ("；可改为“2020-12-31”" in advice(told)) == bool(proposal)
    assert read(document_date=proposal)[1] == ()


@pytest.mark.parametrize("year", ["2000", "2099"])
def test_every_year_that_is_accepted_can_be_checked__ok(year):
    settings, _ = read(year=year)
    books = YearBooks(settings, plan=typed_table(PLAN, [plan_cells(1)], settings))
    assert "plan.number-year" in [f.code for f in run_checks(books)]


def settings_with(key, rows):
    """What the sample's settings give with one sheet replaced."""
    return settings_of(sample_sheets() | {key: rows})


def test_name_of_two_categories__error():
    rows = [
        {"name": "道路货物运输", "aliases": "货运、货运站", "wordings": "道路货物运输企业"},
        {"name": "道路旅客运输", "aliases": "客运、货运站", "wordings": "道路货物运输企业"},
    ]
    found = settings_with("categories", rows)[1]
    second = [cell(CATEGORIES, column, FIRST + 1) for column in (CATEGORIES.aliases, CATEGORIES.wordings)]
    assert [(f.code, f.place.cell) for f in found] == [("settings.name-shared", at) for at in second]
    assert problem(found[0]) == "“货运站”在“道路货物运输”下也登记了，无法判断属于哪一类"


@pytest.mark.parametrize(
    "rows",
    [
        [{"name": "种子生产、经营企业"}, {"name": "兽药生产、经营企业"}],
        [{"name": name, "wordings": f"{name}生产、经营企业"} for name in ("种子", "兽药")],
        [{"name": name, "wordings": f"本辖区{name}、寄递企业"} for name in ("物流", "快递")],
    ],
)
def test_names_that_hold_a_comma_are_not_shared__ok(rows):
    assert settings_with("categories", rows)[1] == ()


def test_wordings_are_kept_as_they_were_pasted():
    pasted = "2023年9月30日前登记、设立的市场主体"
    settings = settings_with("categories", [{"name": "成品油", "wordings": f"{pasted}；加油站、油库"}])[0]
    (category,) = settings.categories
    assert {pasted, "加油站", "油库"} <= set(category.wordings)
    assert parse_scope(pasted, settings.categories).founded_before == date(2023, 9, 30)


def test_name_that_stands_twice_for_one_category__ok():
    rows = [{"name": "道路货物运输", "aliases": "货运、道路货物运输", "wordings": "货运"}]
    assert settings_with("categories", rows)[1] == ()


@pytest.mark.parametrize(("first", "last"), [(0, 4), (1, 13), (9, 4)])
def test_months_of_a_round__error(first, last):
    found = settings_with("rounds", [{"name": "第一批", "first": first, "last": last}])[1]
    assert [(f.code, f.place.cell) for f in found] == [("settings.round", cell(ROUNDS, ROUNDS.first))]


def test_closures_of_the_lotteries():
    rows = [
        {"first": date(2027, 2, 4), "last": date(2027, 2, 13), "basis": "示例公告"},
        {"first": date(2027, 5, 1), "last": date(2027, 5, 1), "game": "快乐8"},
    ]
    settings, found = settings_with("closures", rows)
    assert settings.closed_days == (
        ClosedDays(date(2027, 2, 4), date(2027, 2, 13)),
        ClosedDays(date(2027, 5, 1), date(2027, 5, 1), "快乐8"),
    )
    assert found == ()


def test_a_closure_that_ends_before_it_begins__error():
    settings, found = settings_with("closures", [{"first": date(2027, 2, 13), "last": date(2027, 2, 4)}])
    assert [(f.code, f.place.cell) for f in found] == [("settings.closure", cell(CLOSURES, CLOSURES.last))]
    assert settings.closed_days == ()


def test_item_that_was_renamed_is_pointed_out():
    rows = sample_sheets()["policy"]
    next(row for row in rows if row["item"] == "每户年度上限")["item"] = "年度上限"
    settings, (told,) = settings_with("policy", rows)
    assert (told.code, settings.policy.yearly_cap) == ("settings.item-missing", None)
    assert problem(told) == "没有“每户年度上限”一项，按没有填写处理"


def test_limits_on_visits_of_the_sample__ok():
    usual = VisitLimits(6, 3, (), 50, 50, 30, 3, 7, 10, ())
    assert read()[0].visit_limits == usual


def test_settings_of_0_1_0_ask_about_no_visit__ok():
    settings, findings = without("policy", *VISIT_LIMIT_ITEMS)
    assert (settings.visit_limits, findings) == (VisitLimits(), ())
    assert read(**dict.fromkeys(VISIT_LIMIT_ITEMS, ""))[0].visit_limits == VisitLimits()


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("1日至20日", ((1, 20),)),
        ("每月1日至20日", ((1, 20),)),
        ("1-20日", ((1, 20),)),
        ("1号到5号、25日—31日", ((1, 5), (25, 31))),
    ],
)
def test_quiet_days_are_spans_of_a_month(text, spans):
    settings, findings = read(quiet_days=text)
    assert (settings.visit_limits.quiet_days, findings) == (spans, ())


@pytest.mark.parametrize("text", ["20日", "20天", "20日至5日", "0日至5日", "20日至次月5日", "1日至32日"])
def test_quiet_days_of_two_readings_or_none__error(text):
    settings, (told,) = read(quiet_days=text)
    assert (told.code, told.place.cell) == ("settings.quiet-days", value_of("quiet_days"))
    assert text in problem(told)
    assert settings.visit_limits.quiet_days == ()


@pytest.mark.parametrize("text", ["50", "0.5", "0%", "101%", "一半"])
def test_share_that_is_none__error(text):
    assert codes(same_words=text) == [("settings.share", value_of("same_words"))]


def test_shares_are_whole_percent__ok():
    limits = read(same_words="60%", window_end="100％")[0].visit_limits
    assert (limits.same_words, limits.window_end) == (60, 100)


def test_columns_that_are_demanded_are_those_of_the_ledger__ok():
    settings, findings = read(demanded="审批日期、检查码，审批日期")
    assert (settings.visit_limits.demanded, findings) == (("审批日期", "检查码"), ())


@pytest.mark.parametrize("text", ["检查日期", "审批时间", "全部"])
def test_column_that_cannot_be_demanded__error(text):
    settings, (told,) = read(demanded=f"检查码、{text}")
    assert (told.code, told.place.cell) == ("settings.demanded", value_of("demanded"))
    assert text in problem(told)
    assert "立案号" in advice(told)
    assert settings.visit_limits.demanded == ()


def coded(**answers):
    """The settings where 码表 says of some results whether they are a problem."""
    sheets = sample_sheets()
    for row in sheets["codes"]:
        if row["vocabulary"] == RESULT:
            row["problem"] = answers.get(row["value"], "")
    return settings_of(sheets)[0]


def test_code_list_says_which_results_are_problems__ok():
    activity, corrected = "未发现开展本次抽查涉及的经营活动", "发现问题已责令改正"
    blank, turned = coded(), coded(**{activity: "是", corrected: "否"})
    assert [names_problem(value, blank) for value in ("未发现问题", activity, corrected)] == [False, False, True]
    assert [names_problem(value, turned) for value in ("未发现问题", activity, corrected)] == [False, True, False]
    assert names_problem("本单位自定的结果", blank)


def test_code_list_of_the_sample_says_what_the_built_in_one_does__ok():
    settings, _ = read()
    assert dict(settings.problems) == {value: value not in NO_PROBLEM for value in STATIC[RESULT]}
