"""Code lists. Those that staff may change stand in 单位设置 and come first when it has them."""

from __future__ import annotations

from xlcheck.schema.trades import OPERATING_STATUSES, STATUSES, status_words

CATEGORY = "对象类别"
RESULT = "检查结果"
DISPOSAL = "处理结果"
METHOD = "检查方式"
ENTITY_REASON, STAFF_REASON = "对象退出原因", "人员退出原因"
APPROVAL = "公示审核"
RECHECK = "复查结果"
YES_NO = "是否"
OTHER_KIND = "其他检查类型"
GRADE = "信用风险等级"

CLEAN_RESULT = "未发现问题"
UNREACHABLE = "通过登记的住所（经营场所）无法联系"
NO_DISPOSAL = "无需后续处置"
NO_ACTIVITY = "未发现开展本次抽查涉及的经营活动"
AGREED = "同意"
PUT_RIGHT = "已整改到位"
TO_CORRECT, TO_RECTIFY = "责令改正", "责令限期整改"
TO_HAND_OVER, TO_INFORM = "发现案件线索移送办案机构", "抄告相关部门"

DIRECTED, UNDIRECTED, EITHER = "定向抽查", "不定向抽查", "定向或不定向抽查"

SINGLE, JOINT = "本部门", "部门联合"

FROM_ABOVE = "上级部署"

OPERATING = OPERATING_STATUSES

STATIC: dict[str, tuple[str, ...]] = {
    "抽查类型": (DIRECTED, UNDIRECTED, EITHER),
    "经营状态": STATUSES,
    GRADE: ("A", "B", "C", "D"),
    "人员状态": ("有效", "失效"),
    "性别": ("男", "女"),
    YES_NO: ("是", "否"),
    "事项类别": ("重点", "一般"),
    "发起方式": (SINGLE, JOINT),
    "检查类型": ("日常", "专项", "个案"),
    OTHER_KIND: ("日常", "个案", "专项", FROM_ABOVE, "部门联合"),
    "抽查方式": (
        "现场检查",
        "书面检查",
        "检验检测",
        "网络监测",
        "行政部门检查结果或专业意见",
        "第三方验证",
    ),
    METHOD: ("现场检查", "书面检查", "检验检测", "网络监测"),
    "休班": ("休", "班"),
    "彩种": ("双色球", "大乐透", "七乐彩", "七星彩", "快乐8"),
    APPROVAL: (AGREED, "不同意"),
    RECHECK: (PUT_RIGHT, "部分整改", "未整改"),
    RESULT: (
        CLEAN_RESULT,
        "未按规定公示应当公示的信息",
        "公示信息隐瞒真实情况、弄虚作假",
        UNREACHABLE,
        "发现问题已责令改正",
        "不配合检查情节严重",
        NO_ACTIVITY,
        "发现问题待后续处理",
    ),
    DISPOSAL: (
        NO_DISPOSAL,
        TO_CORRECT,
        TO_RECTIFY,
        "停止检查，反馈日常监管",
        TO_HAND_OVER,
        TO_INFORM,
        "其他",
    ),
    ENTITY_REASON: ("注销", "迁出", "停业", "无法联系"),
    STAFF_REASON: ("请假", "调离", "回避", "证件失效"),
    "码表": (RESULT, DISPOSAL, METHOD, GRADE),
}

ALIASES: dict[str, dict[str, str]] = {
    "抽查类型": {"定向": DIRECTED, "不定向": UNDIRECTED, "定向或不定向": EITHER},
    "发起方式": {
        "单部门": SINGLE,
        "部门内部": SINGLE,
        "联合": JOINT,
        "跨部门联合": JOINT,
        "跨部门": JOINT,
        "部门联合抽查": JOINT,
    },
    "事项类别": {"重点检查事项": "重点", "一般检查事项": "一般"},
    "检查类型": {"日常检查": "日常", "专项检查": "专项", "个案检查": "个案"},
    OTHER_KIND: {
        "日常检查": "日常",
        "日常监管": "日常",
        "个案检查": "个案",
        "专项检查": "专项",
        "上级部署检查": FROM_ABOVE,
        "上级交办": FROM_ABOVE,
        "部门联合检查": "部门联合",
        "联合检查": "部门联合",
    },
    "经营状态": status_words(),
    GRADE: {
        "AA": "AA",  # a fifth grade above A, of scales that have one
        "低": "A",
        "一般": "B",
        "中": "B",
        "较高": "C",
        "中高": "C",
        "高": "D",
        "守信": "A",
        "警示": "B",
        "失信": "C",
        "严重失信": "D",
    },
    YES_NO: {
        **dict.fromkeys(("√", "✓", "✔", "☑", "■", "Y", "YES", "TRUE"), "是"),
        **dict.fromkeys(("×", "✗", "✘", "╳", "□", "☐", "N", "NO", "FALSE"), "否"),
    },
    "人员状态": {
        **dict.fromkeys(("在岗", "在职", "在编在岗", "正常"), "有效"),
        **dict.fromkeys(("已失效", "无效", "不在岗", "离岗", "已离岗", "离职", "已离职", "调离", "已调离"), "失效"),
        **dict.fromkeys(("调出", "已调出", "退休", "已退休", "注销", "已注销", "已过期"), "失效"),
    },
    "性别": {"男性": "男", "女性": "女"},
}
"""Other words for a code that leave no doubt; read as the code."""

MEANT: dict[str, dict[str, str]] = {
    RESULT: {
        **dict.fromkeys(("合格", "正常", "无问题", "没有问题", "无异常", "未见异常", "未发现异常"), CLEAN_RESULT),
        **dict.fromkeys(("符合要求", "符合规定", "符合标准", "未发现违法行为", "未发现违法违规行为"), CLEAN_RESULT),
        **dict.fromkeys(("无法联系", "无法取得联系", "联系不上", "通过登记的住所无法联系"), UNREACHABLE),
    },
    DISPOSAL: dict.fromkeys(("无", "无需处理", "无需处置", "不需要"), NO_DISPOSAL),
}
"""Words that most likely mean a code: it is proposed, and staff decide."""

ADVISORY = frozenset({"发起方式", "事项类别", "检查类型"})
"""Lists by which nothing is decided: another word is pointed out, and stops nothing."""

NO_PROBLEM = frozenset({CLEAN_RESULT, NO_ACTIVITY})
"""Results that name no problem, where 码表 does not say of each whether it does."""

QUIET_REASONS = ("上级部署", "安全整改", "投诉举报", "案件查办", "法定期限", "税务检查", "其他：")
"""For what a company may be visited on a quiet day; the last one is to be followed by words.

Source: Shanxi 晋政办函〔2024〕53号 and one township's rules.
"""

URGENT = "紧急"
"""What 备注 says where a visit was approved afterwards, as 国办发〔2024〕54号 lets urgent ones be."""

ANSWERED = frozenset({RESULT, DISPOSAL, METHOD, APPROVAL, RECHECK})
"""Lists from which a line of the ledger is answered, so that 无 is an answer that nobody has given yet."""
