"""Sentences of `freeze` and `draw` when they cannot go on."""

from __future__ import annotations

DRAW_ERRORS: dict[str, str] = {
    "draw.plan-unreadable": "任务 {task} 的{parts}没有填写或不能识别，不能抽取。请先运行校验，改正计划后再抽取。",
    "draw.kind-differs": "计划中任务 {task} 的抽查类型是“{kind}”，与这次指定的不一致。请按计划抽取，或先改正计划。",
    "draw.filter-reason": "任务 {task} 的定向条件“{text}”与印发的计划不同，须写明原因，印在抽取公告和抽取记录上。请写明原因，或者照计划的定向条件抽取。",
    "draw.filter-missing": "任务 {task} 为定向抽查，没有写定向条件。请在计划的“定向条件”一列写明，或在冻结时写明，如“信用风险等级为C、D”。",
    "draw.filter-unreadable": "任务 {task} 的定向条件“{text}”中，“{part}”不能识别。请写成“列名＋为／不为／早于／晚于＋取值”，列名与名录库一致，如“信用风险等级为C、D；上次抽查日期早于2020年1月1日”。",
    "draw.registry-missing": "没有检查对象名录库或执法检查人员名录库，不能抽取。请把两个工作簿放回后再运行。",
    "draw.bad-codes": "检查对象名录库第 {rows} 行的统一社会信用代码没有填写或不能识别，不能抽取。请运行校验，按证照改正。",
    "draw.repeated-codes": "检查对象名录库第 {rows} 行的统一社会信用代码重复，不能抽取。请核对，每户只留一行。",
    "draw.repeated-certs": "执法检查人员名录库中执法证号 {certs} 重复，不能抽取。请核对，每人只留一行。",
    "draw.repeated-id": "代码 {ids} 在抽样框中重复，不能抽取。请核对名录库，每个代码只留一个。",
    "draw.reason-missing": "任务 {task} 已抽取过，第 {attempt} 次抽取必须写明原因。请补充原因后再运行。",
    "draw.infeasible": "任务 {task} 有 {count} 处需要先解决：\n{problems}\n任务 {task} 不能抽取，请先解决以上 {count} 处。",
    "draw.too-many": "抽样框（或未列入的对象）有 {count} 户，抽取记录的一张工作表最多列 {most} 户，没有冻结。请在计划中按类别或成立时间分成几个任务。",
    "draw.frame-empty": (
        "抽样框为空：没有符合抽查对象范围的检查对象（未列入 {left_out} 户）。"
        "请核对计划的对象范围，以及名录库中的经营状态、成立日期和许可有效期。"
    ),
    "draw.frame-used-up": (
        "抽样框为空：本年度已抽中 {earlier} 户，按不重复抽取或年度上限的规定没有可抽的检查对象。"
        "请调整抽查比例、批次，或“单位设置”中的抽查策略。"
    ),
    "draw.quota-disagrees": (
        "抽查比例“{ratio}”中的比例与户数不一致：按比例为 {by_share}，写明的户数为 {count} 户。"
        "请确认以哪个为准，在计划中只写一个。"
    ),
    "draw.strata-unnamed": (
        "以下检查对象没有信用风险等级，或等级不在计划所列的{grades}之内：{names}。"
        "请在名录库中补填等级，或在计划中写明该等级的比例。"
    ),
    "draw.total-overfull": (
        "抽查比例“{ratio}”合计应抽 {total} 户，按信用风险分类监管要求分配，{grade} 级应抽 {part} 户，多于本级的 {size} 户。"
        "请降低抽查比例，或调整各级的比例。"
    ),
    "draw.team-size": "每户检查人数为 {size} 人，不能少于 2 人。请在“单位设置”的抽查策略中改正。",
    "draw.staff-few": (
        "可参加抽取的执法检查人员只有 {have} 人，每户需要 {size} 人。"
        "请核对执法检查人员名录库中的证件有效期、执法事项范围、状态和请假。"
    ),
    "draw.no-specialist": (
        "抽查事项要求组内有人具有“{speciality}”专业资质，可参加抽取的人员中没有。"
        "请在执法检查人员名录库中登记，或核对随机抽查事项清单的检查人员要求。"
    ),
    "draw.recused-few": (
        "检查对象“{entity}”回避后只剩 {have} 名执法检查人员，每户需要 {size} 人。请核对回避关系，或增加人员。"
    ),
    "draw.recused-none": (
        "检查对象“{entity}”回避后剩下的 {have} 名执法检查人员组不成合格的检查组（要求：{wanted}）。请核对回避关系，或增加人员。"
    ),
    "draw.party-few": "“{party}”可参加抽取的只有 {have} 人，每户需要 {size} 人。请在执法检查人员名录库中登记，或在“单位设置”的抽查策略中减少人数。",
    "draw.no-leader": "抽查策略要求每组有组长，可参加抽取的人员中没有。请在执法检查人员名录库的“是否组长”中登记。",
    "draw.no-legal-team": "可参加抽取的 {have} 名人员组不成合格的检查组，可能是不得同组的人员或席位太多。请核对“不得同组”的登记，或增加人员。",
    "draw.no-team": "检查对象 {entity} 找不到符合要求的 {size} 人检查组。请核对回避关系和不得同组的人员，或增加人员。",
    "draw.sources-few": "随机数的来源少于两个。请再指定一个互相独立的来源，如另一名监督人或公开的彩票开奖号码。",
    "draw.source-undated": "随机来源“{name}”没有写明是哪一期（轮），可以指几个结果。请写明期号，如“双色球2021003期”；信标请写明轮次。",
    "draw.sources-same": "随机数的来源重复，不是互相独立的。请为每个来源写不同的代号和名称。",
    "draw.one-source": "随机数的来源有 {count} 个，只能有一个：几个来源合用的，先知道其中一个结果的人可以放弃抽取。请只留一个。",
    "draw.not-revealed": "{names}还没有给出数字。请录入后再抽取。",
    "draw.numbers-unreadable": "{name}的数字“{text}”不能识别。请只录入数字，多个数字用空格或顿号隔开。",
    "draw.witness-digits": "{name}给出的数字太短。请至少给出 {least} 位数字。",
    "draw.seed-part": "“{part}”不能写入随机种子行。任务编号只能用字母、数字和短横，来源代号只能用小写字母和数字。",
    "draw.frozen-unreadable": "冻结文件不能读取：{why}。请从备份中恢复，或用冻结时的程序版本抽取。",
    "draw.state-damaged": "名录状态文件第 {line} 行不能识别，可能被改动过。请从备份中恢复。",
    "draw.moves-damaged": "名录变动文件第 {line} 行不能识别，可能被改动过。请从备份中恢复。",
    "draw.moves-other-year": "存档中的名录变动文件不是对照本年度的期初状态写的，可能来自别的年度或被改动过。请从备份中恢复。",
    "draw.record-damaged": "抽取记录不能读取：{where}为“{found}”，应为{expected}。请用未改动过的抽取记录。",
}
"""The draw itself cannot be made."""

RANDOMNESS_ERRORS: dict[str, str] = {
    "draw.issue-unreadable": "“{text}”看不出是哪一种彩票的哪一期。请写明彩种和期号，如“双色球2024003期”。",
    "draw.issue-form": "“{text}”的期号写法不对，{name}的期号是{wanted}。请按开奖公告写明，如“{example}”。",
    "draw.issue-absent": "{name}{year}年没有第{number}期，只有第1期至第{last}期。请按开奖公告核对期号。",
    "draw.issue-none": "{name}在 {day} 以后没有开奖日。请核对登记的休市日期。",
    "draw.lottery-unknown": "“{name}”不是程序内置的彩票，不能作随机来源。请改用{known}中的一种，写明期号，如“双色球2024003期”。",
    "draw.lottery-small": "“{name}”每期可能的结果太少，可以逐个试算，不能作随机来源。请改用{known}中的一种，写明期号，如“双色球2024003期”。",
    "draw.lottery-numbers": "{name}的号码“{text}”不能识别。请只录入数字，号码之间用空格或逗号隔开，各组之间用加号隔开，如“{example}”。",
    "draw.lottery-groups": "{name}的号码按{names}分组，录入了{typed}组。请按开奖公告重新录入，如“{example}”。",
    "draw.lottery-count": "{wanted}；录入了{typed}个。请按开奖公告核对后重新录入。",
    "draw.lottery-range": "{wanted}；第{place}个{number}超出范围。请按开奖公告核对后重新录入。",
    "draw.lottery-repeated": "{wanted}；{number}重复了。请按开奖公告核对后重新录入。",
    "draw.dice-unreadable": "“{text}”不能识别。请依次录入{count}次的数字，每次一个，0至9，如“3 0 7 1 9 4 2 8 6 5 0 3”。",
    "draw.dice-range": "每次是0至9中的一个数字；第{place}次的{number}超出范围。请对照签字的原始记录重新录入，面上是10的写0。",
    "draw.dice-count": "要{count}次的数字，每次一个，0至9；录入了{typed}个。请对照签字的原始记录，逐次核对后重新录入。",
    "draw.source-damaged": "“{text}”不是随机来源的规范写法，可能被改动过。请用未改动过的抽取记录。",
}
"""Issues of public games, their numbers and throws of dice, as they are typed."""

LODGING_ERRORS: dict[str, str] = {
    "lodging.slip-unreadable": "收存单不能读取：{why}。请用未改动过的收存单，或向发出单位重新索取。",
    "lodging.receipt-unreadable": "回执不能读取：{why}。请用上级发来的原邮件或原文件，不要改动；仍不能读取的，请上级重发。",
    "lodging.code-sign": "收存码{where}的“{sign}”不是收存码用的字，可能抄错；收存码只有数字0至9和英文字母。请对照收存单重新录入。",
    "lodging.code-group": "收存码{where}可能抄错：应是{size}个字，录入了{typed}个。请对照收存单重新录入。",
    "lodging.code-count": "收存码是{count}个字：{groups}组，每组{size}个，再加一个校验位；录入了{typed}个。请对照收存单逐组核对后重新录入。",
    "lodging.code-wrong": "收存码{where}可能抄错，与校验位对不上。请对照收存单逐组核对后重新录入。",
}
"""Slips and codes that others give."""

DRAW_STEP_ERRORS: dict[str, str] = {
    "draw.ledger-unread": "{text}冻结要按各本台账的检查日期计算检查次数上限，这本台账没有弄清就不能计算，所以没有冻结。请先按上面说的办好，再冻结；台账已经损坏的，请从“旧版”或者备份中找回。",
    "log.cut": "任务 {task} 已有抽取记录，抽取日志（{file}）中却没有相应的记载，可能被删改过。不能再抽取；请保留现场，从备份恢复日志，并向单位负责人报告。没有备份而确知原因的，请在菜单“更多”里选“修复日志”，写明理由，登记修复。",
    "draw.personal-number": "{place}中像有{kind}，没有冻结。冻结以后不能再改，有的还要公开；请从那里删去号码，保存、关闭，再冻结。",
    "draw.moves-reason": "任务 {task} 的名录有 {count} 处移出或改了类别：{moves}。请写明理由（一条可以说明整批），再冻结。",
    "lodge.none": "还没有冻结收存单。请先做“冻结”，收存单写在“抽取”的“收存”文件夹里。",
    "lodge.no-slip": "没有第 {number} 号冻结收存单。请查看“抽取”中“收存”文件夹里的收存单，按其编号登记。",
    "lodge.no-sheet": "第 {number} 号冻结收存单没有用掷骰抽取过的任务，没有掷骰记录单可以存档。请核对收存单编号；还没有抽取的，抽取以后再存档。",
    "lodge.no-dice": "没有用掷骰抽取过的任务，没有掷骰记录单可以存档。用掷骰冻结的，抽取以后再存档。",
    "lodge.holder-missing": "没有写明由谁收存。请写明监督人姓名，或者上级单位名称。",
    "lodge.receipt-foreign": (
        "这份回执是{bureau}{year}年的，收存码 {slip_code}，与本年度的收存单都不相同。"
        "请核对是不是发错了；收存单改期以后重新写过的，请上级按新的收存单出具。"
    ),
    "lodge.receipt-time": (
        "回执写明的收到时间 {arrived} 不对：收存单写于 {written}，现在是 {now}。"
        "请核对这台电脑的时间；时间没有错的，请上级核对以后重新出具。"
    ),
    "lodge.receipt-own": (
        "这份回执是本单位自己出具的，或者是本单位的密钥签的名（{superior}），不能作为收存的凭据，没有登记。"
        "请把收存单发给上级，登记上级发来的回执；或者请监督人留存收存联。"
    ),
    "lodge.receipt-other": (
        "编号 {number} 的回执已经登记过，内容与这一份不同，没有登记这一份。请向上级核对，请上级另行编号出具。"
    ),
    "lodge.separators": "姓名、单位名称和回执编号里不能有标点“，；：”，没有登记，没有改动。请去掉标点再登记。",
    "lodge.receipt-missing": "没有写明回执编号。请照上级的回执填写；还没有回执的，收到以后再登记。",
    "draw.clock-behind": "电脑时间 {now} 早于抽取日志中的 {last}，没有做这一步，没有改动。请先校准电脑的日期和时间；日志中的时间是当时电脑走错了的，请选“时钟更正”，写明理由。",
    "draw.clock-behind-book": "电脑时间 {now} 早于《{book}》的保存时间 {saved}，没有做这一步，没有改动。请先校准电脑的日期和时间；电脑时间无误的，打开这个工作簿再保存一次，它的时间就对了。",
    "draw.abandon-reason": "没有写明放弃的理由，没有改动。请写明理由，如：期号写错。",
    "draw.clock-reason": "没有写明理由，没有登记时钟更正。请写明理由，如：电脑电池没电，日期走到了以后。",
    "draw.clock-right": "电脑时间没有早于抽取日志，不用更正时钟，没有改动。",
    "draw.source-missing": "没有指明随机来源。请选一期公开彩票（如 双色球），或者选现场掷骰。",
    "draw.system-reason": "用本机随机数抽取，不能排除反复试抽，须写明理由。请写明理由，或者改用公开彩票、现场掷骰。",
    "draw.game-invented": "“{name}”是演练用的，正式抽取不能用。请选公开彩票（如 双色球），或者选现场掷骰。",
    "draw.day-past": "“{name}”的号码在 {day} 的18时以后就可能已经知道，不能再用于冻结。请改用{next}（{on} 开奖）。",
    "draw.too-early": "任务 {task} 用的是“{name}”，{day} 开奖，当日22时以后才能抽取。请在那以后再做。",
    "draw.due-waits": "任务 {tasks} 已经开奖（或正在开奖）还没有抽取；这时冻结别的任务，可以按已知的号码挑选名单。请先完成抽取，再冻结。",
    "draw.source-known": "随机来源“{name}”的号码在 {time} 已经揭晓（任务 {task}），不能再用于新的冻结。请改用今后开奖的一期，或者选现场掷骰。",
    "draw.numbers-differ": "“{name}”在其他任务中揭晓的号码是“{before}”，这次却是“{typed}”。同一来源只有一组号码，请核对后重新输入。",
    "log.missing": "找不到抽取日志（{file}）。还没有抽取过的，不用核验；抽取过的，日志被移走或删去了，请从备份中恢复。",
    "log.unreadable": "{file} 不是可以读取的抽取日志。请核对是否选错了文件，或从备份中恢复。",
    "log.later-format": "{file} 有按“{format}”写的内容，是由 {version} 版程序写出的，现在的程序读不懂，没有改动。请换用 {version} 版或更新的程序。",
    "log.broken": "抽取日志在“{where}”处断开，可能被改动过（{file}）。在查清原因之前不能继续抽取；请保留现场，并向单位负责人报告。没有备份而确知原因的，请在菜单“更多”里选“修复日志”，写明理由，登记修复。",
    "repair.reason-missing": "没有写明修复的理由，没有改动。请写明理由后再做一次，如：两台电脑同时运行。",
    "repair.changed": "列出以后，日志又有改动，没有登记修复。请再运行一次，核对新列出的内容。",
    "archive.changed": "存档文件 {file} 与抽取日志中的散列值不符，可能被改动过。请保留现场，并向单位负责人报告；查明是磁盘损坏的，把它改名另存，再在“更多”里选“更正”，放回或者重建。",
    "archive.record-lost": "任务 {task} 的抽取记录丢失，找不到 {file}，这一步没有包括这个任务，别的任务照常。请在“更多”里选“更正”，再选“抽取记录丢失”，从别处的副本放回，或者依冻结存档和抽取日志重建。",
    "archive.missing": "找不到存档文件 {file}。请从备份中恢复存档文件夹，或者在“更多”里选“更正”，再选“日志丢失或不全”，从收存单压缩包、上报材料找回，然后再运行。",
    "draw.freeze-lost": "任务 {task} 冻结的存档已经丢失（找不到 {file}），不能抽取。请在“更多”里选“更正”，再选“日志丢失或不全”，从上级或监督人留存的收存单压缩包、上报的材料找回；都找不回的，请放弃这次冻结，写明理由，再冻结。",
    "draw.no-such-task": "计划中没有任务“{name}”。现有任务：{known}。",
    "draw.no-such-round": "计划中没有批次“{name}”的任务。设定的批次：{known}。",
    "draw.has-errors": "名录库、计划或单位设置中有 {count} 处错误，不能抽取。第一处在{where}：{problem}。请做“校验”，按校验报告改正后再抽取。",
    "draw.nothing-to-abandon": "任务 {task} 没有等待抽取的冻结，不用放弃。已经抽取、确需重抽的，请写明理由，再抽取一次。",
    "draw.meanwhile": "任务 {task} 在输入号码期间已由别人抽取，或放弃了冻结，这次没有抽取，没有改动。请查看抽取记录；需要重新冻结的，再运行一次。",
    "draw.revealed": "任务 {task} 的号码已经揭晓，不能再放弃，只能按这组号码完成抽取。确有差错的，请在抽取以后写明理由再抽一次，两次都留在抽取日志中。",
}
"""What stands around a draw does not allow it: the plan, the sources, the log and the archive."""
