"""The tables that come in other layouts: how plans call their columns, and what is said of those that are not there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlcheck.schema.inputs.books import ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK, OTHER_BOOK, PLAN_BOOK
from xlcheck.schema.inputs.entities import ENTITIES
from xlcheck.schema.inputs.inspectors import INSPECTORS
from xlcheck.schema.inputs.items import ITEMS
from xlcheck.schema.inputs.others import OTHERS
from xlcheck.schema.inputs.plan import PLAN
from xlcheck.schema.inputs.title_words import ENTITY_WORDS, INSPECTOR_WORDS, ITEM_WORDS, OTHER_WORDS, TitleWords
from xlcheck.schema.table import SERIAL, Book, Column, Table
from xlcheck.schema.vocabularies import CATEGORY, OPERATING, OTHER_KIND, UNDIRECTED


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
        ("任务名称", "检查任务", "抽查任务", "任务", "抽查名称", "联合抽查任务名称", "年度计划名称", "检查计划名称"),
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
        ("配合单位", "参与单位", "协同部门", "协查部门", "联合单位", "参加部门", "参加单位"),
        holding=(
            "配合",
            "参与",
            "协同",
            "联合部门",
            "联合单位",
            "联查部门",
            "联合处室",
            "联合检查",
            "联合抽查部门",
            "联合执法",
        ),
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
        ("抽取数", "抽查数", "检查数", "抽取户数"),
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
        ENTITY_WORDS,
        {
            ENTITIES.name: Lack(),
            ENTITIES.code: Lack(),
            ENTITIES.category: Lack(choices=CATEGORY),
            ENTITIES.status: Lack(OPERATING[0], choices="经营状态"),
        },
        frozenset({SERIAL}),
    ),
    ForeignTable(
        "人员",
        INSPECTOR_BOOK,
        INSPECTORS,
        (INSPECTORS.cert, INSPECTORS.position, INSPECTORS.sex, INSPECTORS.cert_to),
        INSPECTOR_WORDS,
        {
            INSPECTORS.name: Lack(),
            INSPECTORS.cert: Lack(),
            INSPECTORS.cert_to: Lack(),
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
        ITEM_WORDS,
        {
            ITEMS.name: Lack(),
            ITEMS.category: Lack(choices=CATEGORY),
            ITEMS.supervised: Lack("是", asked=False),
            ITEMS.body: Lack("{bureau}", asked=False),
            ITEMS.random: Lack("是", asked=False),
        },
        frozenset({SERIAL}),
    ),
    ForeignTable(
        "其他检查",
        OTHER_BOOK,
        OTHERS,
        (OTHERS.inspected, OTHERS.inspection_type, OTHERS.inspectors, OTHERS.result),
        OTHER_WORDS,
        {OTHERS.inspected: Lack(), OTHERS.inspection_type: Lack(choices=OTHER_KIND)},
    ),
)
"""In the order in which they are offered."""
