"""Under which titles others keep what the columns of registries hold.

Titles of published plans and of exports, as facts; the titles and aliases of a column itself go before them.
"""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.schema.inputs.entities import ENTITIES
from xlcheck.schema.inputs.inspectors import INSPECTORS
from xlcheck.schema.inputs.items import ITEMS
from xlcheck.schema.inputs.others import OTHERS


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


_DEED_DATES = ("有效", "许可", "发证", "抽查", "检查", "到期")

ENTITY_WORDS = {
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
        ("发证日期", "许可日期", "核发日期", "发证时间", "许可决定日期", "批准日期"),
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
        ("地址", "住所", "经营场所", "注册地址", "营业地址", "企业地址", "单位地址", "业户地址", "详细地址"),
        ends=("地址", "住所", "场所"),
    ),
    ENTITIES.town: TitleWords(
        ("乡镇", "街道", "辖区", "所属街道", "所属区域", "乡镇街道", "所在乡镇"),
        holding=("乡镇", "街道"),
    ),
    ENTITIES.contact: TitleWords(
        ("联系人", "联络员", "联系人姓名"),
        ends=("联系人", "联络人"),
        never=("电话",),
    ),
    ENTITIES.phone: TitleWords(
        ("电话", "手机", "手机号码", "手机号", "联系方式", "电话号码", "联系人电话"),
        ends=("电话", "手机", "手机号码"),
    ),
    ENTITIES.business: TitleWords(
        ("主营业务", "业务范围", "许可范围", "许可内容", "经营项目"),
        holding=("经营范围", "许可范围"),
    ),
    ENTITIES.status: TitleWords(
        ("状态", "企业状态", "登记状态", "营业状态", "存续状态", "主体状态", "业户状态"),
        ends=("状态",),
        never=("检查", "公示"),
    ),
    ENTITIES.grade: TitleWords(
        ("风险等级", "信用等级", "信用风险分类", "风险分类", "信用级别"),
        holding=("风险等级", "信用等级"),
    ),
    ENTITIES.last_drawn: TitleWords(
        ("上次检查日期", "最近抽查日期", "最近检查日期"), holding=("上次抽查", "上次检查", "最近一次")
    ),
    ENTITIES.remark: TitleWords(("说明",), ends=("备注",)),
}

INSPECTOR_WORDS = {
    INSPECTORS.name: TitleWords(("执法人员姓名", "人员姓名", "检查人员", "执法人员", "名字"), ends=("姓名",)),
    INSPECTORS.employer: TitleWords(
        ("单位", "单位名称", "所属单位", "执法机关", "执法单位名称", "所在单位", "执法机构"),
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
        ("有效期", "有效期至", "证件有效期", "到期日期", "有效期止", "证件有效期至", "有效期截止", "有效期截止日期"),
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
        ("电话", "手机", "手机号码", "手机号", "联系方式", "电话号码"),
        ends=("电话", "手机"),
    ),
    INSPECTORS.remark: TitleWords(("说明",), ends=("备注",)),
}

ITEM_WORDS = {
    ITEMS.name: TitleWords(
        ("抽查事项", "事项名称", "检查事项名称", "检查项目", "权责清单事项", "抽查清单事项"),
        ends=("事项", "事项名称", "检查项目"),
        never=("市场监管执法",),
    ),
    ITEMS.basis: TitleWords(("检查依据", "法律依据", "设定依据", "实施依据", "依据"), ends=("依据",)),
    ITEMS.body: TitleWords(
        ("检查主体", "实施主体", "实施单位", "执法主体", "实施机构"),
        ends=("主体",),
        never=("市场主体",),
    ),
    ITEMS.category: TitleWords(("抽查对象", "监管对象", "对象类别"), ends=("对象", "对象类别", "对象范围")),
    ITEMS.ratio: TitleWords(("检查比例",), holding=("比例",)),
    ITEMS.frequency: TitleWords(("检查频次", "抽查频率"), holding=("频次", "频率"), never=("上限", "比例")),
    ITEMS.method: TitleWords(("检查方式",), ends=("方式",)),
    ITEMS.content: TitleWords(("检查内容", "抽查内容", "检查标准"), holding=("内容", "标准")),
    ITEMS.supervised: TitleWords(("是否市场监管执法事项", "是否属于市场监管执法事项")),
    ITEMS.random: TitleWords(
        ("是否纳入随机抽查", "是否纳入双随机", "纳入双随机", "是否双随机", "是否随机抽查", "是否随机抽查事项"),
        holding=("纳入随机", "纳入双随机", "纳入“双随机"),
    ),
    ITEMS.yearly_cap: TitleWords(holding=("频次上限", "次数上限")),
    ITEMS.remark: TitleWords(("说明",), ends=("备注",)),
}

OTHER_WORDS = {
    OTHERS.code: ENTITY_WORDS[ENTITIES.code],
    OTHERS.name: TitleWords(
        ("检查对象", "被检查对象", "被检查单位", "被检查企业", "企业名称", "公司名称", "行政相对人名称"),
        ends=("对象", "对象名称", "相对人名称", "单位名称", "企业名称"),
        never=("检查机关", "执法单位"),
    ),
    OTHERS.inspected: TitleWords(
        ("检查时间", "检查完成日期", "检查实施日期", "实施检查日期", "入企时间"),
        ends=("检查日期", "检查时间"),
        never=("计划", "复查"),
    ),
    OTHERS.inspection_type: TitleWords(("检查类别", "检查种类", "检查性质"), ends=("检查类型", "检查类别")),
    OTHERS.source: TitleWords(("来源", "检查来源", "案件来源", "检查依据来源"), ends=("来源",)),
    OTHERS.items: TitleWords(("检查内容", "检查事项名称", "检查项目"), ends=("事项", "事项名称")),
    OTHERS.inspectors: TitleWords(
        ("执法人员", "检查人", "检查人员姓名", "执法检查人员"), ends=("检查人员", "执法人员")
    ),
    OTHERS.result: TitleWords(("检查结果", "检查结论", "检查情况"), ends=("检查结果", "检查结论")),
    OTHERS.visit_code: TitleWords(("检查编码", "行政检查编号", "检查编号"), holding=("检查码",)),
    OTHERS.remark: TitleWords(("说明",), ends=("备注",)),
}
