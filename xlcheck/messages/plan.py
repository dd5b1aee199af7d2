"""Findings about 抽查工作计划."""

from __future__ import annotations

from xlcheck.messages.message import Level, Message

_E, _W, _H = Level.ERROR, Level.WARNING, Level.HINT

PLAN_FINDINGS: dict[str, Message] = {
    "ratio.bare-number": Message(_E, "比例“{value}”没有单位，可能是百分比，也可能是户数", "请写明单位，如 5% 或 5户"),
    "ratio.range": Message(_E, "比例写成了区间“{value}”，无法确定应抽数", "请定下一个比例，如“不低于2%”或“5%”"),
    "ratio.two-conditions": Message(
        _E, "比例“{value}”有两个条件，先后不明", "请只写一个；至少几户的要求，请填在“单位设置”的“最少户数”"
    ),
    "ratio.out-of-range": Message(_E, "比例“{value}”超出 0～100%，或分级重复", "请核对比例"),
    "ratio.unreadable": Message(
        _E, "比例“{value}”不能识别", "可写 5%、不低于5%、不超过5%、3户、全覆盖，或各信用等级的比例"
    ),
    "ratio.unknown-words": Message(
        _E,
        "比例“{value}”中的“{words}”没有读懂",
        "请删去或改写这几个字，可写 5%、不低于5%、不超过5%、3户、全覆盖，或各信用等级的比例",
    ),
    "grades.unreadable": Message(
        _E,
        "信用风险分类监管要求“{value}”不能识别",
        "请写明各级的比例，如“守信1%、警示10%、失信50%、严重失信80%”；“加倍”“提高”等请换算成比例，只是说明的请移到备注",
    ),
    "grades.unknown": Message(
        _E,
        "信用风险分类监管要求“{value}”中的“{words}”不是认识的等级",
        "等级请写 A、B、C、D，或低、一般、较高、高，或守信、警示、失信、严重失信；用别的等级的，请登记在“单位设置”的“码表”中",
    ),
    "grades.unknown-words": Message(
        _E,
        "信用风险分类监管要求“{value}”中的“{words}”没有读懂",
        "请写明各级的比例，如“守信1%、警示10%、失信50%、严重失信80%”；“加倍”“提高”等请换算成比例，只是说明的请移到备注",
    ),
    "grades.repeated": Message(_E, "信用风险分类监管要求“{value}”中同一等级写了两次", "请每一级只写一个比例"),
    "grades.out-of-range": Message(_E, "信用风险分类监管要求“{value}”中有比例超出 0～100%", "请核对各级的比例"),
    "grades.differ": Message(
        _E, "信用风险分类监管要求“{value}”与抽查比例中各级的比例不同", "请核对，改为一致，或只在一处写明"
    ),
    "window.vague": Message(_E, "抽查日期“{value}”有两种读法", "请写明起止月份，如“2021年1月至4月”"),
    "window.reversed": Message(_E, "抽查日期“{value}”的结束早于开始", "请核对起止月份；跨年的写“次年”"),
    "window.unreadable": Message(
        _E, "抽查日期“{value}”不能识别", "请写明起止月份或起止日期，如“2021年1月至4月”“2021年1月4日至15日”"
    ),
    "window.unknown-words": Message(
        _E, "抽查日期“{value}”中的“{words}”没有读懂", "请只写起止月份或起止日期，如“2021年1月至4月”，其余移到备注"
    ),
    "window.number": Message(
        _E,
        "抽查日期是数字 {value}，录入的 2021.10 在表格里会变成 2021.1，看不出是 1 月还是 10 月",
        "请把单元格格式改为“文本”，写明起止月份，如“2021年10月至12月”",
    ),
    "window.days-differ": Message(_E, "抽查日期“{value}”写的天数与起止日期不符", "请核对起止日期，或删去天数"),
    "scope.bad-date": Message(_E, "对象范围中的成立时间不存在", "请核对年月"),
    "scope.leftover": Message(
        _E,
        "对象范围“{value}”中的“{words}”没有读懂",
        "不缩小范围的，请删去或改写这几个字，或把整句登记到“单位设置”“对象类别”的“计划用语”中；要缩小范围的（如“城区”“规模以上”），请另设一个对象类别，名录库照此填写",
    ),
    "scope.several-categories": Message(
        _E,
        "对象范围“{value}”写了几个对象类别（“{words}”）",
        "请每个类别各写一个任务；几类应当一起抽取的，请在“单位设置”的“对象类别”中登记为一个类别",
    ),
    "scope.unknown-category": Message(
        _E,
        "对象范围“{value}”不属于任何已登记的对象类别（{names}）",
        "请改用已登记的写法，或在“单位设置”的“对象类别”中补登计划用语",
    ),
    "plan.unfilled": Message(
        _E,
        "“{title}”没有填写，按年度、单位和行次可以由程序填好",
        "做“校验”，选“改正副本”，核对后采用，就填好了；也可以自己填写",
    ),
    "plan.unfilled-open": Message(
        _E, "“{title}”没有填写，从其他各行也看不出应当是什么", "请补填；中间插了一行的，后面各行的编号请依次改正"
    ),
    "plan.number-form": Message(_E, "计划编号应为年度加两位或三位序号，如 {example}", "请改正编号"),
    "plan.number-year": Message(_E, "计划编号不属于 {year} 年度", "请改正编号的前四位"),
    "plan.number-gap": Message(_E, "计划编号不连续，按上一行应为 {expected}", "请核对是否漏了一行或编号重复"),
    "plan.name-wording": Message(
        _W,
        "计划名称中没有“抽查工作计划”",
        "请按“年度、单位、抽查工作计划、两位序号”的写法填写；本单位的计划另有写法的，可以不改",
    ),
    "plan.name-unnumbered": Message(_E, "计划名称末尾缺序号，按编号应为 {wanted}", "请补上序号"),
    "plan.name-number": Message(_E, "计划名称末尾的序号是“{found}”，与编号不一致，应为 {wanted}", "请改正序号"),
    "plan.name-shifted": Message(
        _E, "计划名称末尾的序号与编号相差 {shift}，像是从某一行起整体错位", "请自漏写或多写序号的那一行起依次改正"
    ),
    "plan.name-form": Message(_W, "计划名称末尾的序号写成“{found}”，其余各行为两位", "请写成 {wanted}，前面不留空格"),
    "plan.task-no": Message(_E, "任务编号与计划编号不一致，应为 {wanted}", "请改正任务编号"),
    "plan.year": Message(_E, "名称中出现了 {year} 年以外的年度", "请改为 {year} 年；可能是沿用了其他年度的文件"),
    "plan.no-year": Message(_W, "名称中没有写年度", "请写明 {year} 年"),
    "plan.bureau": Message(_E, "名称中出现了“{found}”，不是本单位", "请改为{own}；可能是沿用了其他单位的文件"),
    "plan.task-name-repeated": Message(
        _W, "{round}内与{first}的任务名称相同，两个任务无法区分", "请在名称中写明各自的类别"
    ),
    "plan.task-name-category": Message(_E, "任务名称写的是{named}，对象范围却是{category}", "请核对是哪一类"),
    "plan.window-year": Message(_E, "抽查日期不全在 {year} 年之内", "请核对年度；跨年的请拆成两个任务"),
    "plan.window-round": Message(
        _W, "抽查日期“{value}”不是设定的批次（{rounds}）", "请核对，或在“单位设置”的“批次”中增加"
    ),
    "plan.window-overlap": Message(
        _E,
        "与{first}同为{category}，抽查日期重叠",
        "请错开日期，或合并为一个任务；确需分别抽取的，请在《单位设置.xlsx》“抽查策略”中把“同批次合并检查”填为“是”，起止月份不是批次的，先登记到“批次”",
    ),
    "plan.window-crossing": Message(
        _W,
        "与{first}同为{category}，抽查日期有一部分重叠，同一对象可能先后查两次",
        "能错开或合并为一个任务的，请改；计划就是这样定的，可以不改",
    ),
    "plan.round-incomplete": Message(
        _W, "有的批次缺少其他批次有的类别（{missing}）", "请核对是否漏了任务；本来就不是每批都查的，可以不改"
    ),
    "plan.cut-off-late": Message(_E, "成立时间界限 {cut_off} 晚于抽查结束", "请核对年月"),
    "plan.cut-off-differs": Message(
        _W,
        "成立时间界限是 {cut_off}，同属{round}的其他任务是 {usual}",
        "请核对年度是否写错；确有不同的，请在备注中说明",
    ),
    "plan.wording-differs": Message(
        _H, "同为{category}的其他任务写的是“{usual}”", "请核对是否漏字；内容确有不同的，可以不改"
    ),
    "frequency.unknown-words": Message(
        _H, "抽查频次“{value}”中的“{words}”没有读懂", "请写明次数和周期，如“1次/年”“每半年一次”"
    ),
    "frequency.unreadable": Message(_H, "抽查频次“{value}”不能识别", "请写明次数和周期，如“1次/年”“每半年一次”"),
    "plan.frequency-differs": Message(
        _W, "抽查频次为“{said}”，一年应有 {wanted} 个任务，计划中{category}有 {planned} 个", "请核对频次，或增减任务"
    ),
    "amount.unreadable": Message(_H, "{title}“{value}”不能识别", "请只写户数，如“120”“约120户”"),
    "amount.unknown-words": Message(_H, "{title}“{value}”中的“{words}”没有读懂", "请只写户数，如“120”“约120户”"),
    "days.unreadable": Message(_H, "{title}“{value}”不能识别", "请写明日期或月份，如“2021年4月30日”“2021年4月底前”"),
    "cap.unreadable": Message(_H, "检查频次上限“{value}”不能识别", "请写明一年最多几次，如“每年不超过2次”"),
    "cap.unknown-words": Message(
        _H, "检查频次上限“{value}”中的“{words}”没有读懂", "请写明一年最多几次，如“每年不超过2次”"
    ),
    "plan.population-differs": Message(
        _W,
        "检查对象基数写的是“{value}”，名录库中符合本任务范围的{category}有 {base} 户（经营状态、成立时间、许可有效期、定向条件都符合），登记的共 {listed} 户",
        "请核对；名录库在计划定下以后更新过的，以名录库为准，基数可以不改",
    ),
    "plan.population-moved": Message(
        _H,
        "检查对象基数写的是“{value}”，名录库中符合本任务范围的{category}有 {base} 户，登记的共 {listed} 户",
        "名录库与计划不是同一天的，或者基数是登记的全部户数的，可以不改；抽取以冻结时的名录库为准",
    ),
    "plan.target-differs": Message(
        _W,
        "目标数写的是“{value}”，按{of}和抽查比例“{ratio}”计算是 {asked} 户，抽取时按比例",
        "请核对目标数和比例；名录库在计划定下以后更新过的，可以不改；以户数为准的，请把抽查比例写成“{told}户”",
    ),
    "plan.target-other-count": Message(
        _W,
        "目标数写的是“{value}”，抽查比例写的是“{ratio}”，按{of}计算应抽 {asked} 户",
        "请核对，两处改为一致；抽取时按抽查比例",
    ),
    "plan.drawn-late": Message(
        _W, "抽取日期 {day} 在抽查日期的最后一天 {end} 之后", "请核对抽取日期；先抽取，才能检查"
    ),
    "plan.unannounced": Message(_W, "没有填写{title}", "请填写计划公示、备案的日期；还没有公示、备案的，请先办理"),
    "plan.announced-late": Message(
        _W,
        "{title} {day} 在抽查日期的第一天 {start} 之后",
        "请核对日期；计划应当先公示、备案，再检查，确是这样的请选“接受问题”写明理由",
    ),
    "plan.finished-early": Message(
        _W, "完成时限 {day} 早于抽查日期的最后一天 {end}", "请核对，把完成时限改到这一天或以后，或把抽查日期提前结束"
    ),
    "plan.cap-exceeded": Message(
        _W,
        "检查频次上限“{value}”是一年 {most} 次，计划中{category}一年抽 {tasks} 次，按抽查策略同一户最多可能抽中 {times} 次",
        "请在“单位设置”“抽查策略”中填写“每户年度上限”，或减少任务",
    ),
    "plan.office-unknown": Message(
        _H,
        "责任科室“{office}”在执法检查人员名录库的“所在科室”中没有人员",
        "请核对，两处改为一致；由没有检查人员的科室负责的，可以不改",
    ),
    "plan.responsible-unknown": Message(
        _H, "责任人“{name}”不在执法检查人员名录库中", "请核对姓名；不参加检查、只负责组织的，可以不改"
    ),
    "plan.joint-alone": Message(_W, "发起方式为部门联合，没有写联合部门", "请补填联合部门"),
    "plan.single-with-others": Message(_W, "发起方式为本部门，却写了联合部门“{value}”", "请核对发起方式"),
    "departments.unclear": Message(
        _E,
        "联合部门“{value}”中，“{words}”看不出是哪个部门",
        "请逐个写明部门名称，用顿号隔开，如“公安局、应急管理局”；没有的，填“无”",
    ),
    "departments.no-inspector": Message(
        _W,
        "执法检查人员名录库中没有{missing}的人员，本任务不能抽取",
        "请补登记该部门的人员，“工作单位”一列的写法以部门名称结尾；不再联合的，请改“联合部门”",
    ),
    "filter.unreadable": Message(
        _E, "定向条件“{part}”不能识别", "请写成“列名＋为／不为／早于／晚于＋取值”，如“信用风险等级为C、D”"
    ),
    "filter.column": Message(
        _E,
        "定向条件“{part}”的开头不是可以作条件的列",
        "请写名录库中有下拉列表的列（如“信用风险等级”），或者日期列；名称、代码、地址等自由填写的列不能作条件",
    ),
    "filter.value": Message(_E, "定向条件“{part}”中有这一列不会有的取值", "请按名录库这一列的下拉列表填写"),
    "filter.whole-year": Message(
        _E, "定向条件“{part}”的日期不是整年", "请按整年写，如“早于2020年”“不早于2019年”，不要写到月、日"
    ),
    "filter.not-dated": Message(_E, "定向条件“{part}”的列不是日期，不能写早于、晚于", "请改用“为”“不为”"),
    "plan.filter-missing": Message(
        _W, "本任务为定向抽查，没有写定向条件", "请加一列“定向条件”写明，如“信用风险等级为C、D”；也可以在冻结时写明"
    ),
    "plan.filter-unused": Message(_W, "本任务不是定向抽查，却写了定向条件“{value}”", "请核对抽查类型，或删去定向条件"),
    "plan.empty-frame": Message(
        _E,
        "名录库中没有符合本任务范围的{category}（营业、成立时间和许可有效期都符合），无可抽取的对象",
        "请核对名录库的对象类别、经营状态和许可有效期",
    ),
    "plan.undated": Message(
        _E,
        "本任务按成立时间划定范围（{limit}），名录库中{category}有 {count} 户没有成立日期（{names}），不能确定是否列入",
        "请在名录库中补填成立日期；不按成立时间划定范围的，请改写计划",
    ),
    "plan.empty-filter": Message(
        _E, "名录库中没有符合定向条件的{category}，无可抽取的对象", "请核对定向条件，以及名录库中这些列是否填写"
    ),
    "plan.ungraded": Message(
        _W,
        "本任务分级抽取，{category}中有 {count} 户没有信用风险等级，或等级没有写明比例（如{first}），届时不能抽取",
        "请在名录库中补填等级，或写明该等级的比例",
    ),
    "plan.total-overfull": Message(
        _E,
        "抽查比例“{value}”合计 {total} 户，按各级比例分配，{grade} 级应抽 {part} 户，多于本级的 {size} 户",
        "请降低抽查比例，或调整信用风险分类监管要求中各级的比例",
    ),
    "plan.total-differs": Message(
        _W,
        "抽查比例“{value}”合计 {total} 户，各级按自己的比例合计 {sum} 户；抽取时以 {total} 户为准，分配为：{parts}",
        "请核对两处的要求；应以各级比例为准的，请把各级的比例写在“抽查比例”中",
    ),
    "plan.count-differs": Message(
        _W,
        "抽查比例“{value}”写的是 {told} 户，按名录库现有 {base} 户和比例计算是 {asked} 户，抽取时按比例",
        "请核对比例和户数；以户数为准的，请只写“{told}户”",
    ),
    "plan.repeats-exhaust": Message(
        _E,
        "按“{rule}”，到{round}本任务时{category}只剩 {left} 可抽，不够比例“{value}”",
        "全年 {times} 次，每次比例不超过 {most}% 就够抽；请降低比例、减少次数，或在“单位设置”中放宽抽查策略",
    ),
}
