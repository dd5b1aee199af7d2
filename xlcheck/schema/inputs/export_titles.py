"""How exports of other systems call the columns of registries, beside the titles that a registry itself may have."""

from __future__ import annotations

from collections.abc import Mapping

from xlcheck.schema.inputs.entities import ENTITIES
from xlcheck.schema.inputs.inspectors import INSPECTORS
from xlcheck.schema.inputs.items import ITEMS
from xlcheck.schema.table import Column

_OF_ENTITIES: Mapping[Column, tuple[str, ...]] = {
    ENTITIES.name: ("业户名称", "经营业户名称", "公司名称", "主体名称", "经营者名称", "户名", "名称"),
    ENTITIES.code: ("社会信用代码", "统一信用代码", "信用代码", "统一代码", "营业执照号", "营业执照注册号"),
    ENTITIES.category: ("业户类别", "业户类型", "经营类别", "行业类别"),
    ENTITIES.licence: (
        "许可证号",
        "许可证字号",
        "经营许可证编号",
        "经营许可证字号",
        "道路运输经营许可证号",
        "许可编号",
    ),
    ENTITIES.licensed_on: ("发证日期", "核发日期", "许可日期", "许可决定日期", "批准日期"),
    ENTITIES.licence_to: (
        "有效期止",
        "有效期截止",
        "有效期截止日期",
        "有效期届满日期",
        "许可证有效期至",
        "许可证有效期止",
        "证件有效期至",
        "到期日期",
        "许可截止日期",
    ),
    ENTITIES.founded: ("成立时间", "注册时间", "设立日期"),
    ENTITIES.legal_person: (
        "法定代表人(负责人)",
        "法定代表人/负责人",
        "法定代表人姓名",
        "法人代表",
        "法人",
        "负责人姓名",
        "经营者",
    ),
    ENTITIES.address: ("住所", "地址", "注册地址", "企业地址", "单位地址", "业户地址", "经营场所", "详细地址"),
    ENTITIES.town: ("乡镇", "所在乡镇", "乡镇街道", "所属街道"),
    ENTITIES.contact: ("联系人", "联络员", "联系人姓名"),
    ENTITIES.phone: ("电话", "电话号码", "联系方式", "联系人电话", "手机", "手机号", "手机号码"),
    ENTITIES.business: ("许可范围", "许可内容", "经营项目"),
    ENTITIES.status: ("状态", "企业状态", "业户状态", "营业状态", "登记状态"),
    ENTITIES.grade: ("信用等级", "信用级别", "风险等级", "信用风险分类"),
}
_OF_INSPECTORS: Mapping[Column, tuple[str, ...]] = {
    INSPECTORS.name: ("人员姓名", "执法人员姓名"),
    INSPECTORS.employer: ("所在单位", "所属单位", "执法机构", "单位名称", "单位"),
    INSPECTORS.cert: (
        "执法证件号",
        "执法证件编号",
        "执法证件号码",
        "行政执法证号",
        "行政执法证件号",
        "证件编号",
        "证号",
    ),
    INSPECTORS.cert_to: ("有效期至", "有效期止", "证件有效期", "证件有效期至", "有效期截止", "有效期截止日期"),
    INSPECTORS.phone: ("电话", "电话号码", "联系方式", "手机", "手机号", "手机号码"),
}
_OF_ITEMS: Mapping[Column, tuple[str, ...]] = {
    ITEMS.name: ("事项名称", "抽查事项", "检查事项名称"),
    ITEMS.basis: ("检查依据", "设定依据", "法律依据", "实施依据"),
    ITEMS.body: ("检查主体", "实施主体", "实施机构"),
    ITEMS.method: ("检查方式",),
    ITEMS.content: ("检查内容", "抽查内容"),
}

EXPORT_TITLES: Mapping[str, Mapping[Column, tuple[str, ...]]] = {
    ENTITIES.key: _OF_ENTITIES,
    INSPECTORS.key: _OF_INSPECTORS,
    ITEMS.key: _OF_ITEMS,
}
"""By key of the table, then by column; a title that may be of two columns of one table stands in none."""
