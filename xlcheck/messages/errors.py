"""Sentences of an operation that cannot go on: what is the matter, and what to do."""

from __future__ import annotations

from xlcheck.messages.occupied import OCCUPIED_ERRORS
from xlcheck.messages.sending import SENDING_ERRORS

WORKBOOK_ERRORS: dict[str, str] = {
    "settings.year": "《单位设置.xlsx》的年度“{value}”不能识别，请在“单位信息”中填四位数字，如 2021。",
    "settings.incomplete": "《单位设置.xlsx》的“单位信息”中没有填写{items}，请补填后再运行。",
    "book.missing": "找不到工作簿《{book}》，应放在 {folder}。请放回，或用 xlcheck new 生成空白表。",
    "book.no-table": "《{book}》中找不到“{sheet}”工作表或它的表头。请运行 xlcheck check，按校验报告改正后再运行。",
    "book.no-column": "《{book}》的“{sheet}”工作表中找不到“{title}”一列。请把表头改回原名（列的先后不限）；不清楚的，请运行 xlcheck check，按校验报告改正。",
    "book.open": "《{book}》可能正在被{owner}打开（有锁定文件 {lock}）。请保存并关闭后再运行；如果没有人打开，可以删去这个锁定文件。",
    "book.unreadable": "《{book}》不是可以读取的 .xlsx 工作簿：{why}。请核对是否选错了文件；确是工作簿的，请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。",
    "book.encrypted": "《{book}》设了打开密码，无法读取。请在 Excel 或 WPS 中取消打开密码，另存后再试。",
    "book.refused": "《{book}》超出安全限度，没有打开：{why}。请核对文件来源，另存为普通的 .xlsx 后再试。",
}

DRAW_ERRORS: dict[str, str] = {
    "draw.plan-unreadable": "任务 {task} 的{parts}没有填写或不能识别，不能抽取。请先运行校验，改正计划后再抽取。",
    "draw.registry-missing": "没有检查对象名录库或执法检查人员名录库，不能抽取。请把两个工作簿放回后再运行。",
    "draw.bad-codes": "检查对象名录库第 {rows} 行的统一社会信用代码没有填写或不能识别，不能抽取。请运行校验，按证照改正。",
    "draw.repeated-codes": "检查对象名录库第 {rows} 行的统一社会信用代码重复，不能抽取。请核对，每户只留一行。",
    "draw.repeated-certs": "执法检查人员名录库中执法证号 {certs} 重复，不能抽取。请核对，每人只留一行。",
    "draw.repeated-id": "代码 {ids} 在抽样框中重复，不能抽取。请核对名录库，每个代码只留一个。",
    "draw.reason-missing": "任务 {task} 已抽取过，第 {attempt} 次抽取必须写明原因。请补充原因后再运行。",
    "draw.infeasible": "任务 {task} 不能抽取，有 {count} 处需要先解决：\n{problems}",
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
    "draw.not-revealed": "{names}还没有给出数字。请录入后再抽取。",
    "draw.numbers-unreadable": "{name}的数字“{text}”不能识别。请只录入数字，多个数字用空格或顿号隔开。",
    "draw.witness-digits": "{name}给出的数字太短。请至少给出 {least} 位数字。",
    "draw.seed-part": "“{part}”不能写入随机种子行。任务编号只能用字母、数字和短横，来源代号只能用小写字母和数字。",
    "draw.frozen-unreadable": "冻结文件不能读取：{why}。请从备份中恢复，或用冻结时的程序版本抽取。",
    "draw.record-damaged": "抽取记录不能读取：{where}为“{found}”，应为{expected}。请用未改动过的抽取记录。",
}

REPLACE_ERRORS: dict[str, str] = {
    "replace.not-drawn": "检查对象 {entity} 不在任务 {task} 的抽中名单内，没有改动。请核对代码。",
    "replace.gone": "检查对象“{entity}”已由第 {number} 次补抽替换，没有改动。请核对补抽记录。",
    "replace.not-in-team": "检查人员 {cert} 不在检查对象“{entity}”现在的检查组内，没有改动。请核对抽取记录和补抽记录。",
    "replace.no-reserve": "检查对象“{entity}”没有候补可以顺延：同一抽样框（同一分级）的对象都已抽中。请在台账中如实登记检查结果，不再补抽。",
    "replace.no-team": "检查对象“{entity}”还能参加的人员有 {have} 人，组不成每户 {size} 人、符合回避和专业资质要求的检查组。请核对抽取时的执法证有效期、请假和回避；确需增加人员的，请登记后重新抽取本任务。",
}

OUTPUT_ERRORS: dict[str, str] = {
    "practice.real-year": "{folder} 不是演练年度，检查情况要由检查人员如实登记，没有代为填写。请在台账中登记；要演练的，请在菜单中选“演练”。",
    "practice.ledger": "《{book}》找不到，或者工作表、表头被改动，没有代为填写。请从“演练”从头再来，或按“公示”写出的台账校验报告改正后再试。",
    "practice.nothing-typed": "台账中还没有填写过的行，没有代为填写。请打开 {folder} 中的《检查台账-01号》，先填好一户，保存并关闭后再试。",
    "output.locked": "无法写入 {file}：文件可能正被打开，或文件夹只读。请关闭文件，或换一个文件夹后再运行。",
    "output.too-long": "以“{text}”开头的内容超过一个单元格所能容纳的 {longest} 个字符，没有写出。请缩短后再运行。",
}

STEP_ERRORS: dict[str, str] = {
    "form.missing": "找不到表单模板《{template}》，应放在 {folder}。请放回，或从程序自带的模板中复制一份。",
    "form.unreadable": "表单模板《{template}》无法读取：{why}。请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。",
    "form.sheet": "表单模板《{template}》中没有“{sheet}”工作表。请把工作表改回原名，或恢复程序自带的模板。",
    "form.unknown": "表单模板《{template}》的“{sheet}”工作表 {cell} 中有不能识别的占位符“{{{{{field}}}}}”，"
    "相近的有：{near}。请改正后再运行。",
    "form.broken": "表单模板《{template}》的“{sheet}”工作表 {cell} 中的占位符不完整：{text}。请写成“{{{{字段}}}}”的样子。",
    "form.in-formula": "表单模板《{template}》的“{sheet}”工作表 {cell} 是公式，其中的占位符不能填写。"
    "请把占位符单独放在一个单元格里，公式改为引用该单元格。",
    "form.ambiguous": "表单模板《{template}》的“{sheet}”工作表 {cell} 中的占位符“{{{{{field}}}}}”可以来自多处（{owners}），"
    "无法确定。请改用程序自带模板中的占位符。",
    "form.two-lists": "表单模板《{template}》的“{sheet}”工作表 {cell} 所在的一行混用了两种明细的占位符。请分成两行。",
    "form.too-long": "填入《{template}》“{sheet}”工作表 {cell} 的内容有 {length} 个字符，超过单元格的上限 32767 个。请缩短后再运行。",
    "form.characters": "填入《{template}》“{sheet}”工作表 {cell} 的内容中有不可打印的控制字符（以 □ 标出）：{value}。"
    "请在来源表中重新录入。",
    "form.unkept": "表单模板《{template}》的“{sheet}”工作表中有{what}，填写时不能保留，没有填写。请删去后再运行；图片、形状、艺术字和页眉中的图片可以保留。",
    "form.in-shape": "表单模板《{template}》的“{sheet}”工作表中，形状或艺术字里写有占位符，不能填写。请把占位符写在单元格里。",
    "form.no-records": "没有可以填入《{template}》的检查对象，没有生成文件。",
    "form.out-folder": "无法写入文件夹 {folder}：{why}。请检查文件夹是否存在、是否可写、磁盘是否已满。",
    "desk.missing": "在 {folder} 中找不到《单位设置.xlsx》。请指明年度文件夹，如 workbooks/2021，或用 xlcheck new 新建。",
    "desk.exists": "{folder} 已经存在，没有改动。要新建其他年度，请换一个年度或文件夹。",
    "desk.not-later": "上年度的文件夹是 {last} 年度的，不能结转为 {year} 年度，没有新建。请写 {last} 以后的年度；只要空白表的，不写 --from。",
    "log.cut": "任务 {task} 已有抽取记录，抽取日志（{file}）中却没有相应的记载，可能被删改过。不能再抽取；请保留现场，从备份恢复日志，并向单位负责人报告。",
    "draw.source-known": "随机来源“{name}”的号码在 {time} 已经揭晓（任务 {task}），不能再用于新的冻结。请改用今后开奖的一期，或由监督人报数。",
    "draw.numbers-differ": "“{name}”在其他任务中揭晓的号码是“{before}”，这次却是“{typed}”。同一来源只有一组号码，请核对后重新输入。",
    "log.missing": "找不到抽取日志（{file}）。还没有抽取过的，不用核验；抽取过的，日志被移走或删去了，请从备份中恢复。",
    "log.unreadable": "{file} 不是可以读取的抽取日志。请核对是否选错了文件，或从备份中恢复。",
    "log.broken": "抽取日志在“{where}”处断开，可能被改动过（{file}）。在查清原因之前不能继续抽取；请保留现场，并向单位负责人报告。",
    "archive.changed": "存档文件 {file} 与抽取日志中的散列值不符，可能被改动过。请保留现场，并向单位负责人报告。",
    "archive.missing": "找不到存档文件 {file}。请从备份中恢复存档文件夹后再运行。",
    "draw.no-such-task": "计划中没有任务“{name}”。现有任务：{known}。",
    "draw.no-such-round": "计划中没有批次“{name}”的任务。设定的批次：{known}。",
    "draw.has-errors": "名录库、计划或单位设置中有 {count} 处错误，不能抽取。第一处在{where}：{problem}。请运行 xlcheck check，按校验报告改正后再抽取。",
    "draw.nothing-to-abandon": "任务 {task} 没有等待抽取的冻结，不用放弃。已经抽取、确需重抽的，请写明理由，再抽取一次。",
    "draw.meanwhile": "任务 {task} 在输入号码期间已由别人抽取，或放弃了冻结，这次没有抽取，没有改动。请查看抽取记录；需要重新冻结的，再运行一次。",
    "draw.revealed": "任务 {task} 的号码已经揭晓，不能再放弃，只能按这组号码完成抽取。确有差错的，请在抽取以后写明理由再抽一次，两次都留在抽取日志中。",
    "draw.kind-differs": "计划中任务 {task} 的抽查类型是“{kind}”，与这次指定的不一致。请按计划抽取，或先改正计划。",
    "draw.filter-missing": "任务 {task} 为定向抽查，没有写定向条件。请在计划的“定向条件”一列写明，或在冻结时写明，如“信用风险等级为C、D”。",
    "draw.filter-unreadable": "任务 {task} 的定向条件“{text}”中，“{part}”不能识别。请写成“列名＋为／不为／包含／早于／晚于＋取值”，列名与名录库一致，如“信用风险等级为C、D；上次抽查日期早于2020年1月1日”。",
    "replace.task-not-drawn": "任务“{name}”还没有抽取，不能补抽。已抽取的任务：{known}。请核对任务编号。",
    "replace.reason-missing": "没有写明退出的原因，没有改动。请写明原因后再运行。",
    "replace.evidence-missing": "检查对象退出，须有证据存档，如现场照片、注销证明、邮件退回单。请写明证据文件后再运行。",
    "replace.no-such-file": "找不到证据文件 {file}，没有改动。请核对文件名和文件夹。",
    "replace.inspected": "检查对象“{entity}”已在台账中登记检查结果，或已公示，不能再补抽。登记有误的，请先改正台账，再运行。",
    "replace.no-seat": "检查人员 {cert} 在任务 {task} 中没有尚未检查的对象，不需要补抽。请核对执法证号。",
    "ledger.task-not-drawn": "任务“{name}”还没有抽取，无法生成表单和台账。已抽取的任务：{known}。",
    "ledger.nothing-drawn": "还没有抽取过的任务，无法生成表单和台账。请先运行 xlcheck draw。",
    "merge.no-copies": "没有找到要合并的台账副本。请写明副本文件，或放副本的文件夹；年度文件夹里的台账本身不是副本。",
    "merge.not-a-ledger": "《{book}》不像检查台账，没有合并，也没有改动台账。请核对是否选错了文件。",
    "merge.no-such-ledger": "《{book}》中有本年度没有台账的抽查计划编号：{tasks}。没有改动台账；请核对是否选错了文件，或先运行 xlcheck ledger。",
    "publish.personal-data": "《{file}》的{place}中像有{kind}，没有公示，也没有上报，本次写出的文件已撤去。请从台账、名录库、事项清单、单位设置或表单模板中删去后再运行。",
    "withdraw.nothing": "任务“{task}”没有已公示的行，没有什么可以撤回。请核对任务编号。",
    "withdraw.not-published": "检查对象 {entity} 在任务“{task}”中没有公示过，或已经撤回，没有改动。请核对代码。",
    "withdraw.reason-missing": "没有写明撤回的原因，没有改动。请写明原因后再运行。",
    "publish.log-broken": "公示日志第 {line} 行不能识别（{file}），无法确定哪些已经公示。请从备份中恢复这个文件后再运行。",
    "publish.log-cut": "“公示”文件夹中有“{batch}”，公示日志（{file}）中却没有记载，无法确定哪些已经公示，没有写出新的一批。"
    "请从备份中恢复公示日志；如果这个文件夹不是本程序写出的，请改名后再运行。",
    "status.undated": "任务 {task} 的抽查日期没有填写或不能识别，没有列入提醒。请先运行 xlcheck check，改正计划后再运行。",
    "report.no-plan": "《{book}》中没有抽查任务，无法统计。请录入计划后再运行。",
    "history.no-entity": "本年度的名录库和各年度的抽取中都没有“{name}”。请核对名称或统一社会信用代码。",
    "history.several": "“{name}”对应 {count} 户：{known}。请写全名称，或写统一社会信用代码。",
    "report.no-year-before": "没有找到上一年度（{year} 年）的文件夹，没有与上年度对比。要对比的，请把它放在本年度文件夹的旁边，取名“{year}”。",
    "report.year-before-unread": "{why}上一年度（{year} 年）的数据没有读出，没有与上年度对比，请解决后再运行。",
    "report.year-before-other": "文件夹“{year}”中《单位设置.xlsx》的年度是 {found}，没有与上年度对比。请核对文件夹名称和年度。",
    "report.year-before-practice": "上一年度（{year} 年）的文件夹{theirs}，本年度的{ours}，没有与上年度对比。演练只与演练对比，请核对。",
    "report.year-before-doubtful": "上一年度（{year} 年）有 {count} 处台账找不到或有错误，上年度的数字可能不全。请在上年度的文件夹中运行 xlcheck publish，按台账校验报告改正。",
    "verify.no-record": "《{book}》不是抽取记录或补抽记录，没有核验。请核对是否选错了文件；记录在年度文件夹的“抽取”中。",
    "verify.old-format": "《{book}》不是 .xlsx 格式，看不出其中有没有隐藏的内容，没有核验。请用 Excel 或 WPS 另存为 .xlsx 后再核验。",
    "check.no-such-file": "找不到 {file}，没有校验。请核对文件名；名称中有 & 或 ^ 而没有空格的，拖放时会被系统截断，请把它放进“待检查”文件夹，再选“校验来件”。",
    "collect.no-inbox": "找不到收件文件夹 {folder}。请核对文件夹的位置。",
    "collect.empty": "收件文件夹 {folder} 里没有邮件、压缩包和文件夹。请把收到的邮件另存后放进去，再运行。",
    "collect.units": "{where}：{problem}。请改正报送单位名单后再运行。",
    "check.unknown-book": "《{book}》不像是计划、名录库、事项清单或单位设置，没有校验。请核对是否选错了文件。",
    "check.misnamed": "《{book}》的内容是{kind}，文件名却是另一个工作簿的，没有校验。请改名后再校验。",
    "bundle.python": "{file} 不是嵌入式解释器的压缩包，没有打包。请从官方网站下载 64 位、3.11 版的嵌入式压缩包，原样使用。",
    "bundle.wheel": "{folder} 中找不到组件 {wheel}，或内容与清单不符，没有打包。请按清单重新下载。",
    "home.read-only": "文件夹 {folder} 不能写入：{why}。请把整个程序文件夹复制到本机硬盘上可以写入的地方（如 D 盘），再从那里运行。",
}

ERRORS: dict[str, str] = {
    **WORKBOOK_ERRORS,
    **OUTPUT_ERRORS,
    **DRAW_ERRORS,
    **REPLACE_ERRORS,
    **STEP_ERRORS,
    **OCCUPIED_ERRORS,
    **SENDING_ERRORS,
}
