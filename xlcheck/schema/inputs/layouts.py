"""Under which titles others keep what the columns of a table hold, and what is said where they do not keep it.

Titles of published plans and of exports, as facts; the titles and aliases of a column itself go before them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlcheck.schema.inputs.books import ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK, PLAN_BOOK
from xlcheck.schema.inputs.entities import ENTITIES
from xlcheck.schema.inputs.inspectors import INSPECTORS
from xlcheck.schema.inputs.items import ITEMS
from xlcheck.schema.inputs.plan import PLAN
from xlcheck.schema.table import SERIAL, Book, Column, Table
from xlcheck.schema.vocabularies import CATEGORY, OPERATING, UNDIRECTED, YES_NO


@dataclass(frozen=True, slots=True)
class TitleWords:
    """By which words the title of a column is known in another layout.

    ``known`` are whole titles, the likeliest first. A title that ends in one of ``ends`` or holds one of ``holding``
    may be it as well, unless a word of ``never`` is in it.
    """

    known: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    holding: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lack:
    """What is said for all rows where a layout lacks a column.

    ``usual`` is the text, with {year} and {bureau} of the desk; where it is ``asked`` only offered, else written.
    ``choices`` names the code list that a person may choose from.
    """

    usual: str = ""
    asked: bool = True
    choices: str = ""


@dataclass(frozen=True)
class ForeignTable:
    """A table of staff's that comes in other layouts.

    ``word`` is how it is called on the command line. ``telling`` columns say by being there which table it is;
    ``lacks`` what is said of a column that is not there. ``numbered`` columns the tool fills itself.
    """

    word: str
    book: Book
    table: Table
    telling: tuple[Column, ...]
    words: Mapping[Column, TitleWords]
    lacks: Mapping[Column, Lack]
    numbered: frozenset[Column] = field(default_factory=frozenset)


_MOMENTS = ("起止时间", "起止日期", "日期", "时间", "时间段", "时段", "期限", "时限", "月份")
_OTHER_MOMENTS = ("公示", "备案", "新建", "制定", "成立", "发布", "抽取", "完成", "印发", "许可", "有效", "登记")
_COUNTS = ("数量", "户数", "家数", "目标", "基数", "总数", "名单")

_PLAN_WORDS = {
    PLAN.plan_no: TitleWords(("计划编号", "计划号"), ends=("计划编号",)),
    PLAN.plan_name: TitleWords(("计划名称",), ends=("计划名称",)),
    PLAN.task_no: TitleWords(("任务编号", "任务号"), ends=("任务编号",)),
    PLAN.task_name: TitleWords(
        ("任务名称", "检查任务", "抽查任务", "任务", "联合抽查任务名称", "年度计划名称", "检查计划名称"),
        ends=("任务名称", "任务"),
    ),
    PLAN.kind: TitleWords(("任务类型", "抽查方式", "抽查类别"), ends=("类型", "类别", "方式")),
    PLAN.ratio: TitleWords(("检查比例", "抽取比例", "比例"), holding=("比例", "抽查率"), never=("公示",)),
    PLAN.items: TitleWords(
        ("抽查事项名称", "检查事项", "检查事项名称", "事项名称", "抽查清单事项", "检查内容", "抽查内容", "检查项目"),
        ends=("事项", "事项名称", "检查内容", "检查项目", "检查重点", "(抽查事项)", "(检查事项)"),
    ),
    PLAN.scope: TitleWords(
        (
            "抽查对象",
            "检查对象",
            "检查对象范围",
            "监管对象",
            "对象范围",
            "检查范围",
            "监管对象类型",
            "市场主体",
            "被检查单位",
        ),
        ends=("对象", "对象范围", "范围", "对象类型", "对象类别", "对象(范围)"),
        holding=("监管对象", "检查对象", "抽查对象"),
        never=(*_COUNTS, "比例", "地域", "频次"),
    ),
    PLAN.window: TitleWords(
        ("检查时间", "检查日期", "抽查时间段", "实施时间", "起止时间", "检查时限", "任务日期", "计划时间"),
        ends=_MOMENTS,
        never=_OTHER_MOMENTS,
    ),
    PLAN.body: TitleWords(
        ("检查单位", "检查机关", "实施单位", "执法主体", "抽查单位", "组织实施单位"),
        ends=("主体", "实施单位", "检查单位", "检查机关"),
        never=("市场主体", "对象", "数量"),
    ),
    PLAN.initiation: TitleWords(("组织方式", "实施方式"), holding=("发起方式", "发起的方式", "检查模式", "抽查模式")),
    PLAN.departments: TitleWords(
        ("配合单位", "参与单位", "协同部门", "协查部门", "联合单位"),
        holding=("配合", "参与", "协同", "联合部门", "联合单位", "联查部门", "联合处室"),
        never=("任务", "是否"),
    ),
    PLAN.frequency: TitleWords(
        ("抽查频率", "检查频次", "检查频率", "检查周期", "抽查次数", "频次"),
        holding=("频次", "频率", "周期"),
        never=("比例", "上限"),
    ),
    PLAN.credit: TitleWords(holding=("信用风险", "信用监管", "信用分类")),
    PLAN.item_class: TitleWords(),
    PLAN.remark: TitleWords(("说明",), ends=("备注",)),
    PLAN.initiator: TitleWords(holding=("发起部门", "发起单位", "牵头部门", "牵头单位")),
    PLAN.population: TitleWords(holding=("基数", "对象总数", "主体总数"), never=("比例",)),
    PLAN.target: TitleWords(
        holding=("目标数", "抽查数量", "检查数量", "抽取数量", "对象数量", "主体数量", "抽查户数", "检查户数"),
        never=("比例",),
    ),
    PLAN.frequency_cap: TitleWords(holding=("频次上限", "次数上限")),
    PLAN.responsible_office: TitleWords(ends=("科室", "股室", "处室", "科(股)室"), never=("联合", "发起", "配合")),
    PLAN.grounds: TitleWords(("法律依据", "依据"), ends=("依据",)),
    PLAN.tier: TitleWords(holding=("层级", "市县统一")),
    PLAN.drawn_in: TitleWords(holding=("抽取时间", "抽取日期", "抽取月份")),
    PLAN.finished_by: TitleWords(holding=("完成时间", "完成时限", "完成日期", "完成期限")),
}

_DEED_DATES = ("有效", "许可", "发证", "抽查", "检查", "到期")

_ENTITY_WORDS = {
    ENTITIES.name: TitleWords(
        (
            "经营者名称",
            "业户名称",
            "主体名称",
            "公司名称",
            "机构名称",
            "场所名称",
            "户名",
            "店名",
            "名称",
            "经营业户名称",
            "企业名",
        ),
        ends=("名称", "企业名", "公司名", "户名", "店名", "字号"),
        never=("上级", "主管", "监管", "许可", "产品", "事项", "任务", "项目", "计划"),
    ),
    ENTITIES.code: TitleWords(
        (
            "社会信用代码",
            "信用代码",
            "统一代码",
            "营业执照号",
            "证照编号",
            "组织机构代码",
            "统一信用代码",
            "营业执照注册号",
        ),
        holding=("信用代码", "注册号", "营业执照"),
        never=("日期", "时间", "地址"),
    ),
    ENTITIES.category: TitleWords(
        (
            "类别",
            "行业类别",
            "行业",
            "业务类别",
            "经营类别",
            "对象类型",
            "主体类型",
            "企业类别",
            "许可类别",
            "业户类别",
            "业户类型",
        ),
        ends=("类别", "类型", "行业"),
        never=("信用", "风险", "执照", "证件", "许可证"),
    ),
    ENTITIES.licence: TitleWords(
        (
            "许可证号",
            "经营许可证",
            "许可证编号",
            "证件编号",
            "许可编号",
            "许可证字号",
            "经营许可证编号",
            "经营许可证字号",
            "道路运输经营许可证号",
        ),
        holding=("许可证号", "许可证编号"),
    ),
    ENTITIES.licensed_on: TitleWords(
        (
            "发证日期",
            "许可日期",
            "核发日期",
            "发证时间",
            "许可决定日期",
            "批准日期",
        ),
        holding=("发证", "核发", "批准"),
    ),
    ENTITIES.licence_to: TitleWords(
        (
            "有效期",
            "有效期止",
            "许可证有效期",
            "到期日期",
            "截止日期",
            "有效期截止",
            "有效期截止日期",
            "有效期届满日期",
            "许可证有效期至",
            "许可证有效期止",
            "证件有效期至",
            "许可截止日期",
        ),
        holding=("有效期", "到期"),
    ),
    ENTITIES.founded: TitleWords(
        ("成立时间", "注册时间", "开业日期", "登记日期", "设立日期"),
        holding=("成立", "注册日期", "注册时间", "开业", "设立"),
        never=_DEED_DATES,
    ),
    ENTITIES.legal_person: TitleWords(
        (
            "法人",
            "法人代表",
            "法定代表人(负责人)",
            "经营者",
            "负责人姓名",
            "经营者姓名",
            "法定代表人/负责人",
            "法定代表人姓名",
        ),
        holding=("法定代表", "法人"),
        never=("电话", "代码", "身份"),
    ),
    ENTITIES.address: TitleWords(
        (
            "地址",
            "住所",
            "经营场所",
            "注册地址",
            "营业地址",
            "企业地址",
            "单位地址",
            "业户地址",
            "详细地址",
        ),
        ends=("地址", "住所", "场所"),
    ),
    ENTITIES.town: TitleWords(
        (
            "乡镇",
            "街道",
            "辖区",
            "所属街道",
            "所属区域",
            "乡镇街道",
            "所在乡镇",
        ),
        holding=("乡镇", "街道"),
    ),
    ENTITIES.contact: TitleWords(
        (
            "联系人",
            "联络员",
            "联系人姓名",
        ),
        ends=("联系人", "联络人"),
        never=("电话",),
    ),
    ENTITIES.phone: TitleWords(
        (
            "电话",
            "手机",
            "手机号码",
            "手机号",
            "联系方式",
            "电话号码",
            "联系人电话",
        ),
        ends=("电话", "手机", "手机号码"),
    ),
    ENTITIES.business: TitleWords(
        (
            "主营业务",
            "业务范围",
            "许可范围",
            "许可内容",
            "经营项目",
        ),
        holding=("经营范围", "许可范围"),
    ),
    ENTITIES.status: TitleWords(
        (
            "状态",
            "企业状态",
            "登记状态",
            "营业状态",
            "存续状态",
            "主体状态",
            "业户状态",
        ),
        ends=("状态",),
        never=("检查", "公示"),
    ),
    ENTITIES.grade: TitleWords(
        (
            "风险等级",
            "信用等级",
            "信用风险分类",
            "风险分类",
            "信用级别",
        ),
        holding=("风险等级", "信用等级"),
    ),
    ENTITIES.last_drawn: TitleWords(
        ("上次检查日期", "最近抽查日期", "最近检查日期"), holding=("上次抽查", "上次检查", "最近一次")
    ),
    ENTITIES.remark: TitleWords(("说明",), ends=("备注",)),
}

_INSPECTOR_WORDS = {
    INSPECTORS.name: TitleWords(("执法人员姓名", "人员姓名", "检查人员", "执法人员"), ends=("姓名",)),
    INSPECTORS.employer: TitleWords(
        (
            "单位",
            "单位名称",
            "所属单位",
            "执法机关",
            "执法单位名称",
            "所在单位",
            "执法机构",
        ),
        ends=("单位", "机关", "单位名称"),
    ),
    INSPECTORS.office: TitleWords(
        ("科室", "部门", "所属科室", "处室", "股室", "所在部门"), ends=("科室", "部门", "股室")
    ),
    INSPECTORS.position: TitleWords(("职务职级", "职级", "岗位"), ends=("职务",)),
    INSPECTORS.cert: TitleWords(
        (
            "证号",
            "执法证号码",
            "证件编号",
            "行政执法证号",
            "行政执法证件号",
            "证件号码",
            "执法证件号",
            "执法证件编号",
            "执法证件号码",
        ),
        holding=("执法证号", "证件号", "执法证编号", "证件编号", "执法证件号"),
        never=("身份", "日期", "类型"),
    ),
    INSPECTORS.cert_type: TitleWords(("证件类型", "证件种类", "执法证种类"), holding=("证类型", "证种类", "证件类型")),
    INSPECTORS.cert_to: TitleWords(
        (
            "有效期",
            "有效期至",
            "证件有效期",
            "到期日期",
            "有效期止",
            "证件有效期至",
            "有效期截止",
            "有效期截止日期",
        ),
        holding=("有效期", "到期"),
    ),
    INSPECTORS.scope: TitleWords(
        ("执法领域", "执法范围", "执法类别", "监管领域", "业务范围", "检查范围"),
        ends=("领域", "执法范围", "执法类别", "事项范围"),
    ),
    INSPECTORS.specialities: TitleWords(("专业", "专业特长", "专业领域"), holding=("专业",)),
    INSPECTORS.status: TitleWords(("在岗状态", "在岗情况", "人员状态", "证件状态"), ends=("状态",)),
    INSPECTORS.sex: TitleWords(),
    INSPECTORS.phone: TitleWords(
        (
            "电话",
            "手机",
            "手机号码",
            "手机号",
            "联系方式",
            "电话号码",
        ),
        ends=("电话", "手机"),
    ),
    INSPECTORS.remark: TitleWords(("说明",), ends=("备注",)),
}

_ITEM_WORDS = {
    ITEMS.name: TitleWords(
        ("抽查事项", "事项名称", "检查事项名称", "检查项目", "权责清单事项", "抽查清单事项"),
        ends=("事项", "事项名称", "检查项目"),
        never=("市场监管执法",),
    ),
    ITEMS.basis: TitleWords(("检查依据", "法律依据", "设定依据", "实施依据", "依据"), ends=("依据",)),
    ITEMS.body: TitleWords(
        (
            "检查主体",
            "实施主体",
            "实施单位",
            "执法主体",
            "实施机构",
        ),
        ends=("主体",),
        never=("市场主体",),
    ),
    ITEMS.category: TitleWords(("抽查对象", "监管对象", "对象类别"), ends=("对象", "对象类别", "对象范围")),
    ITEMS.ratio: TitleWords(("检查比例",), holding=("比例",)),
    ITEMS.frequency: TitleWords(("检查频次", "抽查频率"), holding=("频次", "频率"), never=("上限", "比例")),
    ITEMS.method: TitleWords(("检查方式",), ends=("方式",)),
    ITEMS.content: TitleWords(("检查内容", "抽查内容", "检查标准"), holding=("内容", "标准")),
    ITEMS.yearly_cap: TitleWords(holding=("频次上限", "次数上限")),
    ITEMS.remark: TitleWords(("说明",), ends=("备注",)),
}

FOREIGN_TABLES = (
    ForeignTable(
        "计划",
        PLAN_BOOK,
        PLAN,
        (PLAN.ratio, PLAN.window, PLAN.scope, PLAN.items, PLAN.task_name),
        _PLAN_WORDS,
        {
            PLAN.scope: Lack(choices=CATEGORY),
            PLAN.ratio: Lack(),
            PLAN.window: Lack("{year}年1月至12月"),
            PLAN.items: Lack(),
            PLAN.kind: Lack(UNDIRECTED, asked=False),
        },
        frozenset({PLAN.plan_no, PLAN.plan_name, PLAN.task_no, PLAN.task_name}),
    ),
    ForeignTable(
        "名录库",
        ENTITY_BOOK,
        ENTITIES,
        (ENTITIES.name, ENTITIES.code, ENTITIES.legal_person, ENTITIES.address),
        _ENTITY_WORDS,
        {ENTITIES.category: Lack(choices=CATEGORY), ENTITIES.status: Lack(OPERATING[0], choices="经营状态")},
        frozenset({SERIAL}),
    ),
    ForeignTable(
        "人员",
        INSPECTOR_BOOK,
        INSPECTORS,
        (INSPECTORS.cert, INSPECTORS.position, INSPECTORS.sex, INSPECTORS.cert_to),
        _INSPECTOR_WORDS,
        {
            INSPECTORS.scope: Lack("{categories}"),
            INSPECTORS.employer: Lack("{bureau}", asked=False),
            INSPECTORS.status: Lack("有效", asked=False),
        },
        frozenset({SERIAL}),
    ),
    ForeignTable(
        "事项",
        ITEM_BOOK,
        ITEMS,
        (ITEMS.name, ITEMS.basis, ITEMS.method, ITEMS.content),
        _ITEM_WORDS,
        {
            ITEMS.category: Lack(choices=CATEGORY),
            ITEMS.supervised: Lack("是", choices=YES_NO),
            ITEMS.body: Lack("{bureau}", asked=False),
            ITEMS.random: Lack("是", asked=False),
        },
        frozenset({SERIAL}),
    ),
)
"""In the order in which they are offered."""
