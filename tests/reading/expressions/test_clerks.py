"""Expressions as clerks of many provinces write them: read as a person reads them, or asked about."""

from datetime import date

import pytest

from xlcheck.model import Category, Trouble
from xlcheck.reading.expressions.amount import parse_amount
from xlcheck.reading.expressions.departments import parse_departments
from xlcheck.reading.expressions.frequency import parse_cap, parse_frequency
from xlcheck.reading.expressions.in_words import (
    departments_in_words,
    frequency_in_words,
    grades_in_words,
    ratio_in_words,
    scope_in_words,
)
from xlcheck.reading.expressions.ratio import frequency_within, parse_grades, parse_ratio
from xlcheck.reading.expressions.scope import parse_scope
from xlcheck.reading.expressions.window import parse_window

ASK = ""
"""What is asked about: there is no one reading of it."""


def said(reading, in_words):
    return ASK if isinstance(reading, Trouble) else in_words(reading)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("原则上不低于5%", "下限5%，进位"),
        ("原则上不少于抽查对象总数的5%", "下限5%，进位"),
        ("应当不低于5%", "下限5%，进位"),
        ("不应低于5%", "下限5%，进位"),
        ("比例不低于5%（含5%）", ASK),
        ("抽查比例：5%", "5%，进位"),
        ("抽取比例不低于5%。", "下限5%，进位"),
        ("按5%比例随机抽取", "5%，进位"),
        ("按照不低于5%的比例进行抽查", "下限5%，进位"),
        ("按不低于辖区企业总数5%的比例抽取", "下限5%，进位"),
        ("辖区总数的3%", "3%，进位"),
        ("【5%】", "5%，进位"),
        ("（5%）", "5%，进位"),
        ("5％/年", "5%，进位"),
        ("5%每年", "5%，进位"),
        ("五%", "5%，进位"),
        ("百分之二点五", "2.5%，进位"),
        ("3分之1", "1/3，进位"),
        ("20户（10%）", "10%（20户），进位"),
        ("20家企业", "20户"),
        ("2所", "2户"),
        ("抽取5家", "5户"),
        ("不少于5户企业", "5户"),
        ("共20户", "20户"),
        ("全部检查", "全覆盖"),
        ("100%全覆盖检查", "全覆盖"),
        ("全覆盖（100%）", "全覆盖"),
        ("全面检查", ASK),
        ("5%-10%", ASK),
        ("5—10%", ASK),
        ("3至5户", ASK),
        ("5个百分点", ASK),
        ("大于5%", ASK),
        ("高于5%", ASK),
        ("低于5%", ASK),
        ("超过5%", ASK),
        ("5%以上20%以下", ASK),
        ("各3户", ASK),
        ("每个乡镇3户", ASK),
        ("每季度5%", ASK),
        ("每次5%", ASK),
        ("3户/月", ASK),
        ("5%（最少3户）", ASK),
        ("5%，且不少于2户", ASK),
        ("百分之五/年", "5%，进位"),
        ("1/20/年", "5%，进位"),
        ("1/2/3", ASK),
        ("不低于监管对象的5%", "下限5%，进位"),
        ("5%，不足1户的按1户", ASK),
        ("市级3%、县级5%", ASK),
        ("同上", ASK),
        ("按上级要求", ASK),
        ("三年全覆盖", ASK),
        ("非全覆盖", ASK),
        ("1∶20", ASK),
        ("5%o", ASK),
        ("半数以上", "下限50%，进位"),
        ("总体不低于10%，A级不高于5%", ASK),
    ],
)
def test_ratio(text, reading):
    assert said(parse_ratio(text), ratio_in_words) == reading


@pytest.mark.parametrize(
    ("text", "reading", "often"),
    [
        ("5%，1次/年", "5%，进位", "每年1次"),
        ("每年一次，比例5%", "5%，进位", "每年1次"),
        ("不低于3%（每年1次）", "下限3%，进位", "每年1次"),
        ("5%，每半年1次", "5%，进位", "每半年1次"),
        ("10%，全年1次", "10%，进位", "每年1次"),
        ("5%\n每年至少1次", "5%，进位", "每年不少于1次"),
    ],
)
def test_ratio_beside_a_frequency(text, reading, often):
    assert said(parse_ratio(text), ratio_in_words) == reading
    assert said(parse_frequency(frequency_within(text)), frequency_in_words) == often


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("A类（低风险）1%、B类（一般风险）5%、C类（较高风险）20%、D类（高风险）50%", "A级1%、B级5%、C级20%、D级50%"),
        ("A、B级1%，C、D级10%", "A级1%、B级1%、C级10%、D级10%"),
        ("A级和B级1%；C级和D级100%", "A级1%、B级1%、C级100%、D级100%"),
        ("信用风险等级A级1%、B级3%、C级5%、D级10%", "A级1%、B级3%、C级5%、D级10%"),
        ("对A级企业按1%抽查，对B级企业按5%抽查", "A级1%、B级5%"),
        ("低风险企业按1%比例，高风险企业按50%比例", "A级1%、D级50%"),
        ("A级:1%\nB级:5%\nC级:10%\nD级:全覆盖", "A级1%、B级5%、C级10%、D级100%"),
        ("守信企业抽查比例为1%，失信企业抽查比例为50%", "A级1%、C级50%"),
        ("A级1%，B级5%。", "A级1%、B级5%"),
        ("不适用", "无"),
        ("无分级要求", "无"),
        ("不区分信用等级", "无"),
        ("A级1%、B级", ASK),
        ("A级不高于1%、D级不低于50%", ASK),
        ("对失信企业提高抽查比例", ASK),
        ("按信用风险分类结果确定", ASK),
        ("A+级1%、A级2%", ASK),
        ("一级1%、二级5%", ASK),
        ("未失信1%、失信50%", ASK),
        ("A级以上1%、B级以下5%", ASK),
        ("A1%B5%C10%D20%", "A级1%、B级5%、C级10%、D级20%"),
    ],
)
def test_grades(text, reading):
    assert said(parse_grades(text), lambda grades: grades_in_words(grades) or "无") == reading


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021年3月—5月", (3, 1), (5, 31)),
        ("2021年3‐5月", (3, 1), (5, 31)),
        ("2021年3月1日（周一）至3月31日", None, None),
        ("2021年3、4月", (3, 1), (4, 30)),
        ("3月、4月", (3, 1), (4, 30)),
        ("3月和4月", (3, 1), (4, 30)),
        ("3、4、5月", (3, 1), (5, 31)),
        ("3、6、9月", None, None),
        ("3月和5月", None, None),
        ("2021年上半年（1-6月）", (1, 1), (6, 30)),
        ("上半年(3-6月)", None, None),
        ("第二季度（4—6月）", (4, 1), (6, 30)),
        ("全年（1月-12月）", (1, 1), (12, 31)),
        ("第一批：1-4月", (1, 1), (4, 30)),
        ("第一批 2021年1月至4月", (1, 1), (4, 30)),
        ("1-4月（第一批）；5-8月（第二批）", None, None),
        ("2021年3月份至5月份", (3, 1), (5, 31)),
        ("2021年3月到5月底前", None, None),
        ("2021年3月至5月期间", (3, 1), (5, 31)),
        ("2021年3月至5月之间", (3, 1), (5, 31)),
        ("3月至5月开展", (3, 1), (5, 31)),
        ("3-5月实施", (3, 1), (5, 31)),
        ("计划3-5月开展检查", (3, 1), (5, 31)),
        ("5月底前完成", None, None),
        ("2021年10月31日前", None, None),
        ("3月上旬至4月中旬", None, None),
        ("2021年4季度", (10, 1), (12, 31)),
        ("四季度", (10, 1), (12, 31)),
        ("2021年Q1", None, None),
        ("2021.3.1—2021.5.31", (3, 1), (5, 31)),
        ("2021年3.1-5.31", (3, 1), (5, 31)),
        ("2021年03月01日-2021年05月31日", (3, 1), (5, 31)),
        ("2021/3-2021/5", (3, 1), (5, 31)),
        ("21年3月至5月", None, None),
        ("自2021年3月起至5月止", (3, 1), (5, 31)),
        ("从3月1日起到5月31日止", (3, 1), (5, 31)),
        ("3月1日-5月底", (3, 1), (5, 31)),
        ("3月初至5月底", (3, 1), (5, 31)),
        ("3月1日至5月", None, None),
        ("三月至五月", (3, 1), (5, 31)),
        ("三至五月", (3, 1), (5, 31)),
        ("三、四月份", (3, 1), (4, 30)),
        ("三五月", None, None),
        ("2021年全年开展", (1, 1), (12, 31)),
        ("2021年（全年）", (1, 1), (12, 31)),
        ("第二、三季度", (4, 1), (9, 30)),
        ("3月底至5月底", None, None),
        ("第一季度末", None, None),
        ("4-6月、9-11月", None, None),
        ("3个月", None, None),
        ("常年", None, None),
        ("适时", None, None),
        ("每月", None, None),
        ("除3月外", None, None),
        ("不早于3月", None, None),
        ("2021年内", (1, 1), (12, 31)),
        ("2021-2022年", None, None),
        ("2021年1月1日至2021年12月31日", (1, 1), (12, 31)),
        ("2021年3月1日9时至3月5日17时", None, None),
        ("3月5日当天", None, None),
        ("[2021年3月至5月]", (3, 1), (5, 31)),
        ("时间：2021年3月至5月", (3, 1), (5, 31)),
        ("2021年3月至5月。", (3, 1), (5, 31)),
    ],
)
def test_window(text, first, last):
    window = parse_window(text, 2021)
    if first is None:
        assert isinstance(window, Trouble)
    else:
        assert not isinstance(window, Trouble), window
        assert (window.start, window.end) == (date(2021, *first), date(2021, *last))


CATEGORIES = (
    Category("道路货物运输", ("货运",), ("道路货物运输企业",)),
    Category("危险货物运输", ("危货",)),
    Category("机动车维修", ("汽修",)),
    Category("校外培训机构"),
    Category("加油站"),
    Category("药品零售", ("药店",)),
)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("全县范围内道路货物运输企业", "道路货物运输"),
        ("全市所有在营加油站", "加油站；在营"),
        ("辖区内正常经营货运企业", "道路货物运输；在营"),
        ("登记状态为存续的货运企业", "道路货物运输；在营"),
        ("经营状态正常的货运企业", "道路货物运输；在营"),
        ("2021年1月1日前成立且正常经营的加油站", "加油站；2021-01-01前成立；在营"),
        ("截至2020年12月31日登记在册的货运企业", "道路货物运输；2021-01-01前成立"),
        ("2020年12月31日前取得许可的货运企业", ASK),
        ("从事货运经营的企业", "道路货物运输"),
        ("取得危险货物运输许可的企业", ASK),
        ("本县行政区域内的药店", "药品零售"),
        ("县域内药品零售企业", "药品零售"),
        ("全域加油站", "加油站"),
        ("本行政区域内加油站", "加油站"),
        ("存续（在营、开业、在册）的加油站", "加油站；在营"),
        ("全县登记在册的加油站", "加油站；在营"),
        ("成立满一年的加油站", ASK),
        ("高风险货运企业", ASK),
        ("加油站等企业", ASK),
        ("××街道加油站", ASK),
        ("加油站（点）", ASK),
        ("未取得许可的加油站", ASK),
        ("已停业的货运企业", ASK),
        ("不含个体户的货运企业", ASK),
        ("除危货外的货运企业", ASK),
        ("货运企业（不含危险货物）", ASK),
        ("规模以上货运企业", ASK),
        ("货运及相关企业", ASK),
        ("货运和危货企业", ASK),
        ("2021年以后成立的货运企业", ASK),
        ("2019年至2021年1月前成立的货运企业", ASK),
        ("2021年1月前尚未成立的货运企业", ASK),
        ("2021年1月1日（含）前成立的货运企业", ASK),
        ("全区机动车维修经营业户。", "机动车维修"),
        ("校外培训机构（全部）", "校外培训机构"),
        ("“加油站”", "加油站"),
    ],
)
def test_scope(text, reading):
    assert said(parse_scope(text, CATEGORIES, ("示例县",)), scope_in_words) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("公安局、应急管理局。", "公安局、应急管理局"),
        ("公安局+应急管理局", "公安局、应急管理局"),
        ("公安局和应急管理局", "公安局、应急管理局"),
        ("公安、应急和市场监管部门", "公安、应急、市场监管部门"),
        ("公安及应急管理部门", "公安、应急管理部门"),
        ("住房和城乡建设部门", "住房和城乡建设部门"),
        ("教育和体育局", "教育和体育局"),
        ("人力资源和社会保障局、税务局", "人力资源和社会保障局、税务局"),
        ("国家税务总局示例县税务局", "国家税务总局示例县税务局"),
        ("县市场监管局、县公安局交警大队", "县市场监管局、县公安局交警大队"),
        ("公安局牵头，应急管理局配合", "公安局、应急管理局"),
        ("牵头部门：公安局；配合部门：应急管理局", "公安局、应急管理局"),
        ("公安局（牵头）、应急管理局（配合）", "公安局、应急管理局"),
        ("①公安局②应急管理局", ASK),
        ("1、公安局 2、应急管理局", ASK),
        ("无联合部门", "无"),
        ("没有配合部门", "无"),
        ("无配合单位", "无"),
        ("无需联合", "无"),
        ("无锡市公安局", "无锡市公安局"),
        ("综合执法局、行政审批服务局", "综合执法局、行政审批服务局"),
        ("中国人民银行示例县支行", "中国人民银行示例县支行"),
        ("公安局（主）应急局（辅）", ASK),
        ("公安局等3部门", ASK),
        ("多部门", ASK),
        ("三个部门", ASK),
        ("行业主管部门", ASK),
        ("上级部门", ASK),
        ("监管部门", ASK),
        ("不含公安局", ASK),
        ("非公安部门", ASK),
        ("除公安局外的部门", ASK),
        ("公安局以外的部门", ASK),
        ("公安局（或应急管理局）", ASK),
        ("公安局（必要时）", ASK),
        ("公安局（2人）", ASK),
        ("联合公安局", ASK),
        ("公安部门应急管理部门", ASK),
        ("公安部门市场监管局", ASK),
        ("应急 管理局", ASK),
        ("交通 运输局", ASK),
        ("生态环境\n保护局", ASK),
        ("卫生健康\n委员会", ASK),
        ("公安局 平鲁分局", ASK),
        ("公安局 交警大队", ASK),
        ("公安部门或市场监管部门", ASK),
        ("公安局与应急管理局等", ASK),
        ("我局", ASK),
        ("本单位", ASK),
        ("待定", ASK),
        ("公安？", ASK),
    ],
)
def test_departments(text, reading):
    assert said(parse_departments(text), departments_in_words) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("全年1次", "每年1次"),
        ("年度1次", "每年1次"),
        ("本年度不少于1次", "每年不少于1次"),
        ("2021年1次", "每年1次"),
        ("不低于每年1次", "每年不少于1次"),
        ("每年≥1次", "每年不少于1次"),
        ("每年度检查不超过2次", "每年不超过2次"),
        ("每户每年不超过1次", "每年不超过1次"),
        ("同一企业每年不超过2次", "每年不超过2次"),
        ("每两年至少一次", "每2年不少于1次"),
        ("1次/两年", "每2年1次"),
        ("半年/次", ASK),
        ("1年/次", ASK),
        ("年1-2次", ASK),
        ("3月1次", ASK),
        ("每三个月一次", "每季度1次"),
        ("每季度不少于1次。", "每季度不少于1次"),
        ("每周期1次", ASK),
        ("一年半1次", ASK),
        ("2季度1次", ASK),
        ("每2个季度1次", "每半年1次"),
        ("每半年度1次", "每半年1次"),
        ("1次/3年", "每3年1次"),
        ("1次每年", "每年1次"),
        ("每年一至两次", ASK),
        ("第1次", ASK),
        ("随机", ASK),
        ("每年1次（原则上）", "每年1次"),
        ("非每年1次", ASK),
        ("每年1次以上2次以下", ASK),
    ],
)
def test_frequency(text, reading):
    assert said(parse_frequency(text), frequency_in_words) == reading


@pytest.mark.parametrize("read", [parse_frequency, parse_cap])
@pytest.mark.parametrize("year", ["2022年", "二〇二二年", "2020年度"])
def test_frequency_of_another_year_is_asked_about_by_its_year(read, year):
    asked = read(f"{year}1次", 2021)
    assert dict(asked.params)["words"] == year
    assert not isinstance(read("2021年1次", 2021), Trouble)


TRADES_NAMED = ("公安局", "应急管理局", "市场监管局", "生态环境局", "住房和城乡建设局", "教育局")


@pytest.mark.parametrize("office", TRADES_NAMED)
@pytest.mark.parametrize(
    "words",
    [
        "同{}",
        "原{}",
        "仅{}",
        "拟由{}",
        "可由{}",
        "请{}",
        "由县{}",
        "必要时{}参加",
        "重大问题时请{}",
        "如涉及{}",
        "若需{}",
    ],
)
def test_department_under_a_condition_or_in_a_sentence_is_none(words, office):
    assert said(parse_departments(words.format(office)), departments_in_words) == ASK


@pytest.mark.parametrize(
    "name",
    ["同心县公安局", "原平市公安局", "如东县公安局", "如皋市公安局", "若羌县教育局", "时代街道办", "可克达拉市公安局"],
)
def test_place_that_begins_like_a_condition_is_a_place(name):
    assert said(parse_departments(name), departments_in_words) == name


@pytest.mark.parametrize("text", ["住房和城乡建设和公安局", "文化和旅游和教育局", "单部门", "跨部门", "仅本部门"])
def test_two_trades_behind_a_name_with_and_in_it_and_what_names_none_are_asked_about(text):
    assert said(parse_departments(text), departments_in_words) == ASK


@pytest.mark.parametrize(
    ("read", "text", "words"),
    [
        (parse_ratio, "低于5%", "低于"),
        (parse_ratio, "在库对象的5%", "在库对象"),
        (parse_ratio, "不宜低于5%", "不宜低于"),
        (parse_ratio, "二十多户", "二十多户"),
        (parse_ratio, "5个百分点", "百分点"),
        (parse_amount, "10%", "10%"),
        (lambda text: parse_window(text, 2021), "两会期间", "两会"),
        (lambda text: parse_window(text, 2021), "1-4月（120天）", "120天"),
        (lambda text: parse_window(text, 2021), "3月除外", "除外"),
        (parse_frequency, "每年10余次", "10余次"),
    ],
)
def test_word_of_which_signs_are_known_is_named_whole(read, text, words):
    assert dict(read(text).params)["words"] == words
