"""A fixture a rule: what breaks exactly that rule, and its neighbour that does not."""

import pytest

from tests.builders import ENTITY, INSPECTOR, ITEM, plan_cells, settings, year
from xlcheck.checks import run_checks
from xlcheck.messages import PLAN_FINDINGS, REGISTRY_FINDINGS
from xlcheck.model import Number

NAME = "2021年示例市示例区交通运输局抽查工作计划"
FREIGHT = "2021年1月前成立的运营的全区道路货物运输企业"
PASSENGER = {
    "scope": "2021年1月前成立的运营的全区道路旅客运输企业",
    "task_name": "2021年示例区交通运输局客运市场主体随机抽查方案",
    "items": "客运企业监督检查",
}
REPAIR = {
    "scope": "2021年1月前成立的运营的全区维修经营业户",
    "task_name": "2021年示例区交通运输局维修市场主体随机抽查方案",
    "items": "维修业户监督检查",
}
ROUNDS = ("2021年1月至4月", "2021年5月至8月", "2021年9月至12月")
SHIFTED = [{"window": w, "plan_name": f"{NAME}{n:02d}"} for n, w in enumerate(ROUNDS, start=2)]
NEUTRAL = "2021年示例区交通运输局道路运输市场主体随机抽查方案"
SECOND = {"window": "2021年5月至8月"}
THIRD = {"window": "2021年9月至12月"}
UNNUMBERED = {"plan_no": "", "plan_name": "", "task_no": ""}
THIRD_AS_SECOND = {**THIRD, "plan_no": "202102", "plan_name": f"{NAME}02", "task_no": "02号"}
GRADES = "A级1%、B级5%"
TWO = (INSPECTOR, INSPECTOR | {"name": "示例员乙", "cert": "SL140603-0002"})
POLICE = INSPECTOR | {"name": "示例员丙", "cert": "SL140603-0003", "employer": "示例区公安局", "scope": "机动车维修"}
OTHER = {"name": "示例客货有限公司", "code": "91140603MA0K00002H"}


def plan(*rows, **more):
    return {"plan": [plan_cells(n, **row) for n, row in enumerate(rows, start=1)], **more}


def one(**cells):
    return plan(cells)


def directed(filter_text):
    return one(kind="定向抽查", filter=filter_text)


def graded(**counts):
    """So many companies of each grade."""
    grades = [grade for grade, count in counts.items() for _ in range(count)]
    return entities(*({"code": f"91140603MA0K{n:06d}", "name": f"示例{n}", "grade": g} for n, g in enumerate(grades)))


def entities(*rows):
    return {"entities": [ENTITY | row for row in rows]}


def listed(*rows):
    """A list of items, the first one 示例事项 of freight."""
    return {"items": [ITEM | row for row in rows]}


def joined(departments, **cells):
    """A task with or without a department that joins another one, and has an item of its own."""
    people = [*TWO, POLICE | {"employer": "示例区生态环境局", "scope": "道路货物运输、道路旅客运输"}]
    first = cells | ({"departments": departments, "initiation": "部门联合"} if departments else {})
    other = {**SECOND, **cells, "departments": "生态环境局", "initiation": "部门联合"}
    own = listed({}, {"name": "货运车辆尾气检查", "body": "生态环境局"})
    return plan(first, other) | own | {"inspectors": people}


LIST = {
    "items": [
        ITEM | {"name": "货运车辆技术状况检查"},
        ITEM | {"name": "货运车辆动态监控检查"},
        ITEM | {"name": "维修质量检查", "category": "机动车维修"},
    ]
}

CASES = {
    "ratio.bare-number": (one(ratio="5"), one(ratio="5%")),
    "ratio.range": (one(ratio="2%-5%"), one(ratio="2%")),
    "ratio.two-conditions": (one(ratio="不低于5%且不少于3户"), one(ratio="不低于5%")),
    "ratio.out-of-range": (one(ratio="120%"), one(ratio="100%")),
    "ratio.unreadable": (one(ratio="三五户"), one(ratio="全部")),
    "grades.unreadable": (one(credit="D级100%"), one(credit=GRADES)),
    "ratio.unknown-words": (one(ratio="5%左右"), one(ratio="5%以上")),
    "grades.unknown-words": (one(credit="C、D级加倍"), one(credit="不涉及信用风险分类")),
    "window.unknown-words": (one(window="另定"), one(window="1-4月（第一批）")),
    "window.number": (one(window=Number("2021.1")), one(window="2021.1-2021.4")),
    "window.days-differ": (one(window="2021-01-01 至 2021-04-30，共119天"), one(window="2021-01-01 至 2021-04-30，共120天")),
    "scope.several-categories": (one(scope="货运企业、维修经营业户"), one(scope="货运企业")),
    "frequency.unknown-words": (one(frequency="不定期"), one(frequency="原则上每年1次")),
    "grades.unknown": (one(credit="甲级1%、乙级5%"), one(credit="低风险1%，高风险5%")),
    "grades.repeated": (one(credit="A级1%、低风险5%"), one(credit="A级1%、一般风险5%")),
    "grades.out-of-range": (one(credit="A级0%、B级5%"), one(credit="A级1%、B级100%")),
    "grades.differ": (one(ratio="A级1%、B级10%", credit=GRADES), one(ratio="B级5%；A级1%", credit=GRADES)),
    "window.vague": (one(window="4月底"), one(window="1月至4月")),
    "window.reversed": (one(window="4月至1月"), one(window="2021年1-4月")),
    "window.unreadable": (one(window="1月5日至4月"), one(window="2021.1-2021.4")),
    "scope.bad-date": (one(scope=FREIGHT.replace("1月", "13月")), one(scope=FREIGHT)),
    "scope.leftover": (one(scope="营的全区道路货物运输企业"), one(scope="运营的全区道路货物运输企业")),
    "scope.unknown-category": (one(scope="水路运输企业"), one(scope="货运企业")),
    "plan.unfilled": (one(**UNNUMBERED, task_name=""), one()),
    "plan.unfilled-open": (plan({}, {**SECOND, **UNNUMBERED}, THIRD_AS_SECOND), plan({}, SECOND)),
    "plan.number-form": (one(plan_no="2021-1"), one()),
    "plan.number-year": (one(plan_no="202001"), one(plan_no="202101")),
    "plan.number-gap": (plan({}, {**SECOND, "plan_no": "202103", "plan_name": f"{NAME}03", "task_no": "03号"}), plan({}, SECOND)),
    "plan.name-wording": (one(plan_name=NAME.replace("抽查工作计划", "方案01")), one(plan_name=f"{NAME}01")),
    "plan.name-unnumbered": (one(plan_name=NAME), one(plan_name=f"{NAME}01")),
    "plan.name-number": (one(plan_name=f"{NAME}02"), one(plan_name=f"{NAME}01")),
    "plan.name-shifted": (plan(*SHIFTED), plan(*[{"window": w} for w in ROUNDS])),
    "plan.name-form": (one(plan_name=f"{NAME} 001"), one(plan_name=f"{NAME}01")),
    "plan.task-no": (one(task_no="02号"), one(task_no="０１号")),
    "plan.year": (one(task_name="2022年示例区交通运输局货运抽查方案"), one(task_name="2021年示例区交通运输局货运抽查方案")),
    "plan.no-year": (one(task_name="示例区交通运输局货运抽查方案"), one(task_name="2021年货运抽查方案")),
    "plan.bureau": (one(task_name="2021年别处县交通运输局货运抽查方案"), one(task_name="2021年示例区交通运输局货运抽查方案")),
    "plan.task-name-repeated": (
        plan({"task_name": NEUTRAL}, {**PASSENGER, "task_name": NEUTRAL}),
        plan({"task_name": NEUTRAL}, PASSENGER),
    ),
    "plan.task-name-category": (one(task_name="2021年示例区交通运输局道路旅客运输抽查方案"), one()),
    "plan.window-year": (one(window="10月-次年3月"), one()),
    "plan.window-round": (one(window="2021年1月至3月"), one(window="2021年1月至4月")),
    "plan.window-overlap": (plan({}, {"task_name": "2021年货运二次抽查方案"}), plan({}, SECOND)),
    "plan.window-crossing": (plan({}, {"window": "2021年4月至8月"}), plan({}, SECOND)),
    "plan.round-incomplete": (plan({}, PASSENGER, SECOND), plan({}, PASSENGER, SECOND, {**PASSENGER, **SECOND})),
    "plan.cut-off-late": (one(scope=FREIGHT.replace("1月", "5月")), one(scope=FREIGHT.replace("1月", "4月"))),
    "plan.cut-off-differs": (
        plan({}, REPAIR, {**PASSENGER, "scope": PASSENGER["scope"].replace("2021", "2020")}),
        plan({}, REPAIR, PASSENGER),
    ),
    "plan.wording-differs": (plan({}, {**SECOND, "items": "货运户检查"}), plan({}, SECOND)),
    "frequency.unreadable": ({"items": [ITEM | {"frequency": "1年"}]}, {"items": [ITEM | {"frequency": "每年一次"}]}),
    "plan.frequency-differs": (one(frequency="2次/年"), one(frequency="1次/年")),
    "plan.filter-missing": (one(kind="定向抽查"), one(kind="定向抽查", filter="信用风险等级为C")),
    "plan.filter-unused": (one(kind="不定向抽查", filter="信用风险等级为C"), one(kind="定向或不定向抽查", filter="信用风险等级为C")),
    "filter.unreadable": (directed("信用风险等级C"), directed("信用风险等级为C")),
    "filter.column": (directed("注册资本为C"), directed("信用风险等级不为C")),
    "filter.value": (directed("信用风险等级为E"), directed("信用风险等级为A、B")),
    "filter.whole-year": (directed("上次抽查日期早于2020年7月1日"), directed("上次抽查日期早于2020年1月1日")),
    "filter.not-dated": (directed("经营状态早于2020年"), directed("上次抽查日期早于2020年")),
    "plan.joint-alone": (one(initiation="部门联合"), one(initiation="部门联合", departments="示例局")),
    "departments.unclear": (
        one(initiation="部门联合", departments="公安局等部门"),
        one(initiation="部门联合", departments="公安局/应急管理局"),
    ),
    "departments.no-inspector": (
        one(initiation="部门联合", departments="公安局") | {"inspectors": TWO},
        one(initiation="部门联合", departments="公安局") | {"inspectors": [*TWO, POLICE]},
    ),
    "registry.other-office": (
        {"inspectors": [*TWO, POLICE]},
        one(initiation="部门联合", departments="公安局") | {"inspectors": [*TWO, POLICE]},
    ),
    "plan.count-differs": (one(ratio="50%（2户）") | entities({}, OTHER), one(ratio="50%（1户）") | entities({}, OTHER)),
    "amount.unreadable": (one(target="三五户"), one(target="约3户")),
    "amount.unknown-words": (one(population="12户/次"), one(population="1,200家")),
    "days.unreadable": (one(finished_by="随时"), one(finished_by="4月底前")),
    "cap.unreadable": (one(frequency_cap="每年不少于2次"), one(frequency_cap="每年不超过2次")),
    "cap.unknown-words": (one(frequency_cap="视情况"), one(frequency_cap="2")),
    "plan.population-differs": (one(population="5") | entities({}, OTHER), one(population="2户") | entities({}, OTHER)),
    "plan.population-moved": (one(population="21") | graded(A=20), one(population="约21户") | graded(A=20)),
    "plan.target-differs": (one(target="2") | entities({}, OTHER), one(target="1") | entities({}, OTHER)),
    "plan.target-other-count": (one(ratio="2户", target="1") | entities({}, OTHER), one(ratio="2户", target="2") | entities({}, OTHER)),
    "plan.drawn-late": (one(drawn_in="2021年5月"), one(drawn_in="2021年4月30日")),
    "plan.unannounced": (
        plan({"announced": "2020-12-31"}, SECOND | {"announced": ""}),
        plan({"announced": "2020-12-31"}, SECOND | {"announced": "2020-12-31"}),
    ),
    "plan.announced-late": (one(filed="2021-01-02"), one(filed="2021-01-01")),
    "plan.finished-early": (one(finished_by="2021年4月29日前"), one(finished_by="2021年4月30日前")),
    "plan.cap-exceeded": (plan({"frequency_cap": "1次/年"}, SECOND), plan({"frequency_cap": "2次/年"}, SECOND)),
    "plan.single-with-others": (one(initiation="本部门", departments="示例局"), one(initiation="本部门")),
    "plan.empty-frame": (one() | entities({"founded": "2021-01-01"}), one() | entities({"founded": "2020-12-31"})),
    "plan.undated": (one() | entities({"founded": ""}), one(scope="货运企业") | entities({"founded": ""})),
    "plan.empty-filter": (directed("信用风险等级为C") | entities({"grade": "B"}), directed("信用风险等级为C") | entities({"grade": "C"})),
    "plan.ungraded": (one(ratio=GRADES) | entities({}), one(ratio=GRADES) | entities({"grade": "A"})),
    "plan.total-overfull": (one(ratio="100%", credit=GRADES) | graded(A=4, B=4), one(ratio="100%", credit="A级100%、B级100%") | graded(A=4, B=4)),
    "plan.total-differs": (one(ratio="30%", credit=GRADES) | graded(A=4, B=4), one(ratio="2户", credit=GRADES) | graded(A=4, B=4)),
    "plan.repeats-exhaust": (plan({}, SECOND, THIRD) | entities({}), plan({}, SECOND) | entities({})),
    "registry.personal-number": (
        entities({"name": "示例货运有限公司（13800138000）"}),
        entities({"name": "示例货运有限公司（1380013）"}),
    ),
    "registry.name-repeated": (entities({}, {"code": OTHER["code"]}), entities({}, OTHER)),
    "registry.name-alike": (entities({}, {**OTHER, "name": "示例货运有限责任公司"}), entities({}, OTHER)),
    "registry.licence-repeated": (entities({"licence": "示1"}, {**OTHER, "licence": "示 1"}), entities({"licence": "示1"}, {**OTHER, "licence": "示2"})),
    "registry.licence-form": (entities({"licence": "晋交运管许可货字1号"}), entities({"licence": "晋交运管许可货字140603000001号"})),
    "registry.person-repeated": ({"inspectors": [INSPECTOR, INSPECTOR | {"cert": "SL140603-0002", "employer": "示例局"}]}, {"inspectors": TWO}),
    "registry.person-twice": ({"inspectors": [INSPECTOR, INSPECTOR | {"cert": "SL140603-0002"}]}, {"inspectors": TWO}),
    "registry.licence-before-founding": (entities({"licensed_on": "2015-02-28"}), entities({"licensed_on": "2015-03-01"})),
    "registry.licence-reversed": (entities({"licensed_on": "2023-01-01", "licence_to": "2022-12-31"}), entities({"licensed_on": "2022-01-01", "licence_to": "2022-12-31"})),
    "registry.licence-lapses": (entities({"licence_to": "2021-12-30"}), entities({"licence_to": "2021-12-31"})),
    "registry.cert-lapses": ({"inspectors": [INSPECTOR | {"cert_to": "2021-12-30"}]}, {"inspectors": [INSPECTOR | {"cert_to": "2021-12-31"}]}),
    "registry.cert-type": (
        {"inspectors": [INSPECTOR | {"cert_type": "行政执法监督证"}]},
        {"inspectors": [INSPECTOR | {"cert_type": "市场监督管理行政执法证"}]},
    ),
    "plan.office-unknown": (
        one(responsible_office="货运办") | {"inspectors": [person | {"office": "客运办"} for person in TWO]},
        one(responsible_office="货运办、客运办") | {"inspectors": [TWO[0] | {"office": "客运办"}, TWO[1] | {"office": "货运办"}]},
    ),
    "plan.responsible-unknown": (
        one(responsible="示例员丁") | {"inspectors": TWO},
        one(responsible="示例员、示例员乙") | {"inspectors": TWO},
    ),
    "registry.leave-reversed": (
        {"inspectors": [INSPECTOR], "leaves": [{"cert": INSPECTOR["cert"], "first": "2021-03-02", "last": "2021-03-01"}]},
        {"inspectors": [INSPECTOR], "leaves": [{"cert": INSPECTOR["cert"], "first": "2021-03-01", "last": "2021-03-01"}]},
    ),
    "registry.blank": (one() | {"inspectors": []}, one() | {"inspectors": TWO}),
    "registry.too-few-inspectors": (one() | {"inspectors": TWO[:1]}, one() | {"inspectors": TWO}),
    "items.target": (
        {"items": [ITEM] + [ITEM | {"name": f"示例{n}", "random": "否"} for n in range(20)]},
        {"items": [ITEM] + [ITEM | {"name": f"示例{n}", "random": "否"} for n in range(19)]},
    ),
    "plan.items-off-list": (one(items="水运企业检查") | LIST, one(items="货运企业检查") | LIST),
    "plan.items-unclear": (one(items="车辆检查") | LIST, one(items="车辆技术检查") | LIST),
    "items.alias-wanted": (
        one(items="货车技术状况检查") | LIST,
        one(items="货车技术状况检查") | listed({}, {"aliases": "货车技术状况检查"}),
    ),
    "plan.items-other-category": (one(items="维修质量检查") | LIST, one(items="货运车辆技术状况检查") | LIST),
    "plan.items-not-random": (
        one(items="货运源头检查") | listed({}, {"name": "货运源头检查", "random": "否"}),
        one(items="货运源头检查") | listed({}, {"name": "货运源头检查"}),
    ),
    "plan.items-other-body": (
        joined("", items="示例事项、货运车辆尾气检查"),
        joined("生态环境局", items="示例事项、货运车辆尾气检查"),
    ),
    "plan.item-ratio": (one(ratio="10%") | listed({"ratio": "不低于20%"}), one(ratio="30%") | listed({"ratio": "不低于20%"})),
    "items.frequency-differs": (
        plan({}, SECOND) | listed({"frequency": "每年1次"}),
        plan({}, SECOND) | listed({"frequency": "每半年1次"}),
    ),
    "plan.item-cap": (
        one(frequency_cap="每年不超过3次") | listed({"yearly_cap": "2"}),
        one(frequency_cap="每半年1次") | listed({"yearly_cap": "2"}),
    ),
    "plan.item-method": (
        one(method="现场检查、网络监测") | listed({"method": "现场检查"}),
        one(method="现场检查") | listed({"method": "现场检查"}),
    ),
    "plan.item-class": (one(item_class="一般") | listed({"item_class": "重点"}), one(item_class="重点") | listed({"item_class": "重点"})),
    "plan.item-basis": (
        one(grounds="《示例办法》") | listed({}),
        one(grounds="《中华人民共和国示例条例》（2019年修订）第三条") | listed({}),
    ),
    "plan.item-tier": (one(tier="市级") | listed({"tier": "县级"}), one(tier="县级") | listed({"tier": "县级"})),
    "items.basis-later": (one() | listed({"in_force": "2021-01-02"}), one() | listed({"in_force": "2021-01-01"})),
    "items.none-for-category": (one() | {"items": [ITEM | {"category": "机动车维修"}]}, one() | {"items": [ITEM]}),
}  # fmt: skip

OF_STEPS = {"waiver.unused", "registry.fewer", "items.idle"}
"""Findings that no rule over one year's books gives; see tests of the check step."""

OF_DROP_DOWNS = {"registry.list-lacks"}
"""What a frame made of rows does not have; see tests of the drop-downs."""

POLICIES = {
    "plan.repeats-exhaust": {"no_repeat": True},
    "registry.licence-form": {"licence_forms": ("晋交运管许可*字############号",)},
}


TOLD_BESIDE = {"items.alias-wanted": {"plan.items-unclear"}, "plan.window-crossing": {"plan.window-round"}}
"""What is told beside it: of another cell what it answers, of the same one that a window that crosses is no 批次."""


def codes(code, books):
    return {f.code for f in run_checks(year(settings(**POLICIES.get(code, {})), **books))}


@pytest.mark.parametrize("code", CASES)
def test_rule__error(code):
    assert codes(code, CASES[code][0]) == {code} | TOLD_BESIDE.get(code, set())


@pytest.mark.parametrize("code", CASES)
def test_rule__ok(code):
    assert codes(code, CASES[code][1]) == set()


def test_every_rule_has_both():
    assert set(CASES) == {*PLAN_FINDINGS, *REGISTRY_FINDINGS} - OF_STEPS - OF_DROP_DOWNS
