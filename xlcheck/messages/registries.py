"""Findings about the registries and the list of items."""

from __future__ import annotations

from xlcheck.messages.items import ITEM_FINDINGS
from xlcheck.messages.message import Level, Message

_E, _W, _H = Level.ERROR, Level.WARNING, Level.HINT

REGISTRY_FINDINGS: dict[str, Message] = {
    "waiver.unused": Message(
        _H, "登记接受的问题“{value}”这次没有出现", "问题已改正的，可以删去这一行；写错的，请删去后再选“接受问题”"
    ),
    "registry.fewer": Message(
        _W,
        "现有 {now} 行，上次校验时 {before} 行，少了 {lost} 行",
        "请确认不是误删；注销的对象应保留在库中，只改经营状态",
    ),
    "registry.personal-number": Message(
        _E,
        "“{title}”中像有{kind}，这一格会冻结、存档，有的还要公开",
        "请从这一格中删去；确实不是个人号码的，请核对后接受",
    ),
    "registry.name-repeated": Message(_W, "名称与{first}相同，代码却不同", "请核对是否同一户登记了两次"),
    "registry.name-alike": Message(
        _W, "名称与{first}只差括号、空格或“责任”二字，代码却不同", "请核对是否同一户登记了两次"
    ),
    "registry.licence-repeated": Message(_W, "许可证号与{first}相同", "请核对许可证，改正其中一个"),
    "registry.licence-form": Message(
        _H, "许可证号“{value}”与通常的写法不同", "请按许可证核对；写法在“单位设置”的“许可证号写法”中设定，现为“{forms}”"
    ),
    "registry.person-twice": Message(
        _W,
        "姓名、工作单位与{first}相同，执法证号不同，抽取时按同一人，每个任务只用其中一个证号",
        "确是同一人的，不用的证号请删去或改“状态”；确是同名的两个人，请选“接受问题”，以后按两人抽取",
    ),
    "registry.person-repeated": Message(
        _H, "姓名与{first}相同，执法证号不同", "请核对是否同一人登记了两次；确为同名的，可以不改"
    ),
    "registry.other-office": Message(
        _H,
        "“{value}”是别的单位，计划里没有与它联合的任务，名下人员不参加抽取",
        "要联合检查的，请在计划的“联合部门”中写明；其实是本单位人员的，请改“工作单位”",
    ),
    "registry.licence-before-founding": Message(_W, "许可批准日期早于成立日期", "请核对两个日期"),
    "registry.licence-reversed": Message(_E, "许可有效期至早于许可批准日期", "请核对两个日期"),
    "registry.licence-lapses": Message(_H, "许可在 {day} 到期，此后结束的批次不再列入抽样框", "已换证的，请更新有效期"),
    "registry.cert-lapses": Message(_H, "执法证在 {day} 到期，此后结束的批次不再抽取本人", "已换证的，请更新有效期"),
    "registry.list-lacks": Message(
        _H,
        "“{title}”的下拉列表中没有{missing}",
        "新的类别可以直接录入；要更新下拉列表，请选“改正副本”另存一份，核对后采用",
    ),
    "registry.cert-type": Message(
        _W,
        "执法证类型是“{value}”，持证人不能单独执法，抽取时却按检查人员",
        "另有行政执法证的，请改登那个证件；没有的，请把“状态”改为“失效”，以后不再抽取",
    ),
    "registry.leave-reversed": Message(_E, "请假的结束日期早于开始日期", "请核对两个日期"),
    "registry.blank": Message(_E, "还没有录入，计划中的 {count} 个任务都不能抽取", "请录入名录，保存、关闭以后再校验"),
    "registry.too-few-inspectors": Message(
        _E,
        "任务 {task} 需要至少 {size} 名能检查{category}、证件在抽查期间有效的人员，现有 {count} 名",
        "请补充人员、更新执法证，或扩大执法事项范围",
    ),
    **ITEM_FINDINGS,
}
