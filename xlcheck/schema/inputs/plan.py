"""抽查工作计划: the plan table of the document (平交字〔2020〕94号), and what other bureaus add to its right."""

from __future__ import annotations

from xlcheck.schema.table import Column, Kind, Table


class Plan(Table):
    """抽查工作计划: a row a task."""

    plan_no = Column(
        "抽查计划编号",
        Kind.SERIAL,
        12,
        required=True,
        unique=True,
        derived=True,
        hint="年度加两位序号，如 202101，逐行连续；任务多的可以用三位，如 2021001。",
    )
    plan_name = Column(
        "抽查计划名称",
        width=22,
        required=True,
        derived=True,
        hint="年度、单位全称、抽查工作计划、两位序号，如：2021年……抽查工作计划01。",
    )
    task_no = Column(
        "抽查任务编号",
        width=12,
        required=True,
        unique=True,
        derived=True,
        hint="与计划编号相同的序号加“号”，如 01号。",
    )
    task_name = Column("抽查任务名称", width=30, required=True, derived=True, hint="年度和单位名称与本计划一致。")
    kind = Column("抽查类型", Kind.CHOICE, 11, required=True, vocabulary="抽查类型", hint="从下拉列表中选择。")
    ratio = Column(
        "抽查比例", Kind.RATIO, 9, required=True, aliases=("抽查比列",), hint="如 5%、不低于5%、3户、全覆盖。"
    )
    items = Column(
        "抽查事项",
        width=34,
        required=True,
        hint="本任务检查什么：写随机抽查事项清单里的事项名称、清单编码或序号，或清单登记的别名。",
    )
    scope = Column(
        "抽查对象范围",
        Kind.SCOPE,
        24,
        required=True,
        hint="如：2021年1月前成立的运营的全区××企业；××企业写对象类别的名称、别名或计划用语。",
    )
    window = Column("抽查日期", Kind.WINDOW, 15, required=True, aliases=("抽查时间",), hint="如：2021年1月至4月。")
    # what other bureaus add to the right of the document's nine columns
    filter = Column(
        "定向条件",
        width=24,
        offered=False,
        hint="定向抽查的范围，如：信用风险等级为C、D；上次抽查日期早于2020年1月1日。",
    )
    body = Column("抽查主体", width=14, offered=False, aliases=("抽查主体(层级)", "检查主体", "实施主体"))
    initiation = Column("发起方式", Kind.CHOICE, 10, vocabulary="发起方式", offered=False)
    departments = Column("联合部门", width=16, aliases=("配合部门", "联查部门", "参与部门", "联合处室"), offered=False)
    item_class = Column("事项类别", Kind.CHOICE, 9, vocabulary="事项类别", offered=False)
    frequency = Column("抽查频次", width=10, offered=False)
    credit = Column(
        "信用风险分类监管要求",
        width=16,
        offered=False,
        hint="各信用风险等级的抽查比例，如：守信1%、警示10%、失信50%、严重失信80%；合计的比例或户数写在“抽查比例”中。",
    )
    remark = Column("备注", width=14, offered=False)
    # what plans since 2023 say besides; nothing is drawn by it
    inspection_type = Column(
        "检查类型",
        Kind.CHOICE,
        9,
        vocabulary="检查类型",
        offered=False,
        aliases=("检查类型(日常/专项)",),
        hint="从下拉列表中选择。",
    )
    tier = Column("实施层级", width=10, offered=False, aliases=("实施层级及说明", "市县统一实施或市县分别实施"))
    initiator = Column(
        "发起部门", width=14, offered=False, aliases=("发起单位", "发起处室", "牵头部门"), hint="发起本任务的部门。"
    )
    population = Column(
        "检查对象基数",
        width=10,
        offered=False,
        aliases=("检查基数", "抽查基数", "对象基数", "抽查对象基数", "基数"),
        hint="本任务的抽样框有多少户。",
    )
    target = Column(
        "目标数",
        width=9,
        offered=False,
        aliases=(
            "抽查目标数",
            "抽查数量",
            "检查数量",
            "抽取数量",
            "抽查对象数量",
            "抽取对象数量",
            "抽查市场主体数量",
            "大约抽取的检查对象数量",
        ),
        hint="本任务要抽多少户。",
    )
    frequency_cap = Column(
        "检查频次上限",
        width=11,
        offered=False,
        aliases=("频次上限", "抽查频次上限", "年度检查频次上限"),
        hint="一户一年最多检查几次，如：每年不超过2次。",
    )
    responsible_office = Column(
        "责任科室",
        width=12,
        offered=False,
        aliases=("责任处室", "责任股室", "执行股室", "执行科室", "承办科室", "股室"),
    )
    responsible = Column("责任人", width=9, offered=False, aliases=("责任人员", "任务责任人"))
    grounds = Column("检查依据", width=20, offered=False, aliases=("抽查依据", "制定任务依据", "任务依据"))
    drawn_in = Column(
        "抽取日期",
        Kind.WINDOW,
        13,
        offered=False,
        aliases=("抽取时间",),
        hint="计划在哪天或哪个月抽取，如：2021年1月。",
    )
    finished_by = Column(
        "完成时限",
        Kind.WINDOW,
        13,
        offered=False,
        aliases=("完成时间", "完成日期", "完成期限", "办结时限"),
        hint="最迟哪天完成检查，如：2021年4月30日前。",
    )
    method = Column("检查方式", width=12, offered=False, hint="与随机抽查事项清单的抽查方式一致，几种用顿号隔开。")
    announced = Column("公示日期", Kind.DATE, 12, offered=False, aliases=("公示时间",), hint="本计划公示的日期。")
    filed = Column("备案日期", Kind.DATE, 12, offered=False, aliases=("备案时间",), hint="本计划报上级备案的日期。")


PLAN = Plan("plan", "抽查工作计划", title="{year}年度{short}双随机抽查工作计划", blank_rows=30, row_height=34)
