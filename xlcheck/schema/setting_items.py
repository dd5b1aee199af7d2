"""The 项目 of 单位设置: what stands in the rows of its sheets 单位信息 and 抽查策略."""

from __future__ import annotations

UNIT_ITEMS: tuple[tuple[str, str, str], ...] = (
    ("bureau", "单位名称", "必填。全称，与计划名称中的写法一致。"),
    ("short_name", "单位简称", "任务名称和台账标题使用的写法。"),
    ("region", "行政区划代码", "六位数字。"),
    ("superior", "上级单位", "上报材料的接收单位。"),
    ("superior_mail", "上级邮箱", "上报材料的收件邮箱，可暂不填写。"),
    ("platform", "平台名称", "省级双随机监管平台的全称，印在省平台录入表的标题里；不填为“省级双随机监管工作平台”。"),
    ("year", "年度", "必填。四位数字。"),
    ("document_no", "文号", "本年度抽查工作计划的文号。"),
    ("document_date", "制发日期", "本年度抽查工作计划的制发日期。"),
    ("open_phones", "公开电话", "本单位对外公布的电话，可以印在公示材料上；几个的，用顿号隔开。"),
    ("mail_server", "发件服务器", "由程序直接发邮件时填写，如 smtp.example.com；不填则只生成邮件草稿。"),
    ("mail_port", "发件端口", "不填时，SSL 为 465，STARTTLS 为 587。"),
    ("mail_security", "发件加密", "SSL、STARTTLS 或无；不填为 SSL。“无”只用于本机的邮件服务。"),
    ("mail_sender", "发件邮箱", "发件的邮箱，也是登录名。密码每次发送时输入，不保存。"),
)
"""(key, 项目, 说明) of the sheet 单位信息."""

POLICY_ITEMS: tuple[tuple[str, str, str], ...] = (
    ("team_size", "每户检查人数", "每个检查对象的检查人员数，不少于 2 人。"),
    ("no_repeat", "年内不重复抽取", "是：年内已抽中的对象，后面批次不再抽取。"),
    ("yearly_cap", "每户年度上限", "同一对象一年最多抽中几次；不填为不限。"),
    ("rounding", "取整", "向上取整：按比例和“不低于”的应抽数有小数时进一；“不超过”一律舍去小数。"),
    ("min_count", "最少户数", "抽样框不为空时，至少抽取几户。"),
    ("deadline_days", "公示期限（工作日）", "检查结束后多少个工作日内公示。"),
    ("cert_pattern", "执法证号格式", "正则表达式，由本单位执法证号的编法决定；不填为不检查。"),
    (
        "licence_forms",
        "许可证号写法",
        (
            "# 代表一位数字，* 代表一至四个字，其余照写，几种写法用顿号隔开，如“示许可*字########号”；"
            "含有其中文字的许可证号按此核对；不填为不检查。"
        ),
    ),
    ("joint_size", "联合部门每户人数", "部门联合抽查时，每个联合部门每户派几人；不填为 2 人。"),
    ("expert_size", "专家每户人数", "每户另配几名专家（“是否专家”为是的人员）；不填为不另配。"),
    ("leader", "每组须有组长", "是：每个检查组至少有一名组长（“是否组长”为是的人员）。"),
    ("groups", "检查组数", "先抽成几个检查组，再把抽中的对象分到各组；不填为逐户配组。"),
    ("year_load", "全年均衡工作量", "是：配组时计入本年度以前各任务中已分到的户数；否：每个任务单独均衡。"),
    ("merge_visits", "同批次合并检查", "是：同一批次几个任务抽中同一对象的，合并为一次检查；否：各任务各查各的。"),
)
"""(key, 项目, 说明) of the sheet 抽查策略."""

LATER_ITEMS = frozenset({"platform", "licence_forms"})
"""Keys of the items that 单位设置 of 0.1.0 did not have; where they are not on their sheet, nothing is said of it."""

ROUNDING = "向上取整"

USUAL_PLATFORM = "省级双随机监管工作平台"
"""平台名称 where none is set."""
