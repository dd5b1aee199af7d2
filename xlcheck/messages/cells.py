"""Findings that the schema implies: what a cell, a header or a sheet may be wrong about."""

from __future__ import annotations

from xlcheck.messages.message import Level, Message

_E, _W, _H = Level.ERROR, Level.WARNING, Level.HINT

CELL_FINDINGS: dict[str, Message] = {
    "book.missing": Message(_E, "找不到这个工作簿", "请放回 {folder}，或从“templates”的“空白表”里复制一份"),
    "book.several": Message(
        _E,
        "有不止一个文件可能是《{book}》：{files}，这次只读了第一个",
        "请打开核对，留下要用的，把其余的移到别的文件夹（如“旧版”），再校验；在此以前不冻结、不抽取、不公示",
    ),
    "book.same-copy": Message(
        _H,
        "旁边的{files}与这个工作簿完全相同，没有读取",
        "不用的副本可以移到别的文件夹；以后改了其中一个，程序会要求选定",
    ),
    "book.beside": Message(_H, "旁边的{files}名称相近，没有读取", "请核对录入的内容是不是在那里；不是的，可以不改"),
    "book.stranger": Message(
        _H,
        "不是程序要读的工作簿，没有读取",
        "里面有要用的名单、计划的，请在菜单“更多”里选“导入”或“更新名录”；不是的，可以不改",
    ),
    "book.open": Message(
        _W,
        "可能正被{owner}打开（有锁定文件 {lock}），读到的是上次保存的内容",
        "请保存并关闭后再校验；如果没有人打开，可以删去这个锁定文件",
    ),
    "book.unreadable": Message(
        _E,
        "不是可以读取的 .xlsx 工作簿：{why}",
        "请核对是否选错了文件；确是工作簿的，请用 Excel 或 WPS 打开，另存为 .xlsx 后再试",
    ),
    "book.encrypted": Message(_E, "设了打开密码，无法读取", "请在 Excel 或 WPS 中取消打开密码，另存后再试"),
    "book.binary": Message(_E, "是{what}，不能直接读取", "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试"),
    "book.archive": Message(_E, "是{what}，不是工作簿", "请先解压，用里面的工作簿再试"),
    "book.mail": Message(
        _E,
        "是{what}，不是工作簿",
        "请用邮件软件打开，把附件中的工作簿另存出来后再试；打不开的，请对方把工作簿作为普通附件重发",
    ),
    "book.document": Message(
        _E, "是{what}，不是工作簿", "请向提供的人要 .xlsx 工作簿；用转换软件转出来的表常有错字，不能代替"
    ),
    "book.export": Message(
        _E,
        "是{what}，不是工作簿",
        "如果是从业务系统导出的名录，请做“更新名录”，由它读入；不要用 Excel 打开后另存，长的代码会丢掉末尾的数字",
    ),
    "book.old-format": Message(
        _W,
        "工作簿不是 .xlsx 格式，已照常读取；下拉列表和打印设置没有核对，也没有标注的副本",
        "请用 Excel 或 WPS 另存为 .xlsx",
    ),
    "book.unlocked": Message(
        _H,
        "工作簿带有 Excel 自己的加密，已照常读取，但没有标注的副本",
        "要标注的副本的，请取消工作簿的保护，另存后再校验",
    ),
    "book.calls-outside": Message(
        _W,
        "公式会访问网络、其他程序或其他工作簿，打开后可能把内容传出去",
        "请不要启用内容，向来件的人核实；标注的副本里只留结果，没有这个公式",
    ),
    "book.rule-calls-outside": Message(
        _W,
        "{what}里的公式会访问网络、其他程序或其他工作簿，打开后可能把内容传出去",
        "请不要启用内容，向来件的人核实；标注的副本里没有这个公式",
    ),
    "book.linked": Message(
        _W, "含有到外部数据的链接 {count} 处", "请不要更新链接，向来件的人核实；标注的副本里没有这些链接"
    ),
    "book.embedded": Message(_W, "嵌有别的文件或控件", "请不要双击打开，向来件的人核实；标注的副本里没有这些对象"),
    "book.macros": Message(_W, "带有宏", "请不要启用宏，向来件的人核实；标注的副本里没有宏"),
    "book.mislabelled": Message(_H, "后缀名与内容不符，已按内容读取", "请用 Excel 或 WPS 打开，另存为 .xlsx"),
    "book.refused": Message(_E, "超出安全限度，没有打开：{why}", "请核对文件来源，另存为普通的 .xlsx 后再试"),
    "book.later-format": Message(
        _E,
        "格式是“{format}”，由 {version} 版程序写出，现在的程序读不懂，没有读",
        "请换用 {version} 版或更新的程序",
    ),
    "header.missing": Message(_E, "缺少“{title}”一列", "请在表头补上这一列；列的先后不限"),
    "header.renamed": Message(
        _E, "找不到“{title}”一列，表头中有相近的“{value}”", "如果就是这一列，请把表头改为“{proposal}”"
    ),
    "header.similar": Message(
        _W, "“{value}”一列没有识别，像是“{title}”", "如果就是这一列，请把表头改为“{proposal}”；不是的，可以不改"
    ),
    "header.repeated": Message(_E, "“{title}”一列出现了两次", "请删去或改名其中一列"),
    "sheet.missing": Message(
        _E, "工作簿中没有“{sheet}”工作表", "请从 templates 文件夹中的空白表补上，或把工作表改回原名"
    ),
    "sheet.absent": Message(
        _E, "工作簿中没有“{sheet}”工作表", "请从 templates 文件夹中的空白表补上；确实没有要登记的，保留空表即可"
    ),
    "sheet.no-header": Message(_E, "“{sheet}”工作表中找不到表头", "表头应在前 20 行之内，列名与空白表一致"),
    "sheet.empty": Message(_W, "“{sheet}”工作表中没有数据", "请录入数据后再校验"),
    "sheet.hidden-rows": Message(_H, "“{sheet}”工作表有 {count} 行被隐藏或筛选掉，已照常读取", "请确认这些行确应保留"),
    "sheet.hidden": Message(_W, "“{sheet}”工作表被隐藏，已照常读取", "请确认这个工作表确应使用"),
    "sheet.several": Message(
        _H,
        "名录分在 {count} 个工作表（{names}），已合并读取",
        "请确认这些工作表都应使用；只用其中几个的，请在“单位设置”的“采用的工作表”中写明",
    ),
    "sheet.left-out": Message(
        _W,
        "“{sheet}”工作表有同样的表头，{why}，其中 {count} 行没有采用，不参加抽取",
        "请核对；确应采用的，请在“单位设置”的“采用的工作表”中写“{setting}”，再校验",
    ),
    "sheet.unlike": Message(
        _W,
        "“{sheet}”工作表像是“{table}”，缺少“{titles}”，没有读取",
        "确应采用的，请在表头补上缺少的列，再校验；不是名录的，可以不改",
    ),
    "sheet.named-absent": Message(
        _E,
        "“采用的工作表”中写有“{sheet}”，工作簿中没有这个工作表",
        "请核对写法；工作簿中不再有的，请从“单位设置”的“采用的工作表”“{setting}”一项中删去",
    ),
    "sheet.hidden-columns": Message(_H, "“{sheet}”工作表有 {count} 列被隐藏，已照常读取", "请确认这些列确应保留"),
    "sheet.struck-rows": Message(
        _W,
        "“{sheet}”工作表有 {count} 行带删除线，已照常读取",
        "确已作废的，请删去这些行，或在状态一列写明；仍然有效的，请去掉删除线",
    ),
    "sheet.notes": Message(
        _H, "“{sheet}”工作表有 {count} 个单元格带批注，批注里的话没有读", "请看一下批注；要作数的，请写进单元格"
    ),
    "row.groups": Message(
        _H, "第 {rows} 行（共 {count} 行）是分组标题，没有当作记录", "请核对；确是记录的，请把各列填全"
    ),
    "row.totals": Message(_H, "第 {rows} 行（共 {count} 行）是合计，没有当作记录", "请核对"),
    "row.notes": Message(_H, "第 {rows} 行（共 {count} 行）是表下的说明，没有当作记录", "请核对"),
    "row.hints": Message(
        _H,
        "第 {rows} 行（共 {count} 行）是填写提示、示例或重复的表头，没有当作记录",
        "请核对；确是记录的，请改正第一格的内容",
    ),
    "row.numbered": Message(_H, "第 {rows} 行（共 {count} 行）只有序号，没有当作记录", "请核对；用不着的序号可以删去"),
    "row.joined": Message(
        _H, "第 {rows} 行（共 {count} 条）由合并单元格占了几行，已合为一条记录", "请核对；最好一条记录只占一行"
    ),
    "header.swapped": Message(_E, "“{title}”和“{other}”两列的内容像是互换了", "请把两列的表头或内容对调"),
    "column.more": Message(
        _H, "“{title}”一列从这一格起还有 {count} 处同样的问题，没有逐一列出", "请先改正已列出的，再校验一次"
    ),
    "column.unread": Message(
        _E,
        "“{title}”一列读不出的内容太多，从这一格起有 {count} 格没有再读，按空白处理",
        "请核对这一列是不是放了别的内容，改正后再校验",
    ),
    "cell.required": Message(_E, "“{title}”没有填写", "请补填"),
    "cell.repeated": Message(_E, "“{title}”与{first}重复", "请核对，保留正确的一行或改正其中一个"),
    "cell.dangling": Message(_E, "“{value}”在“{target}”中不存在", "请核对写法，或先在“{target}”中登记"),
    "cell.error-value": Message(_E, "“{title}”显示为公式错误 {value}", "请改正公式，或改为直接录入"),
    "cell.no-value": Message(_E, "“{title}”是公式，但没有保存计算结果", "请用 Excel 或 WPS 打开工作簿，保存后再校验"),
    "cell.picture": Message(
        _W, "“{title}”是嵌在单元格里的图片，不是文字，没有读", "请把要说的写成文字；图片请另存为文件，按证据存放"
    ),
    "cell.picture-required": Message(
        _E, "“{title}”是嵌在单元格里的图片，不是文字，没有读", "请改为直接录入文字；图片请另存为文件，按证据存放"
    ),
    "cell.unseen": Message(
        _W,
        "“{title}”看起来是空的，里面却有内容：它的数字格式（如三个分号）什么也不显示，已按里面的内容读入",
        "确要这个内容的，请把单元格的数字格式改为“常规”；不要的，请选中后按删除键清除",
    ),
    "cell.checkbox": Message(_E, "“{title}”是单元格里的复选框（{value}），没有读", "请去掉复选框，直接录入文字"),
    "choice.unknown": Message(_E, "“{value}”不在允许的取值之内", "请从下拉列表中选择：{allowed}"),
    "choice.unused": Message(
        _H, "“{value}”不在“{title}”的取值之内，按没有填写处理", "可以不改；要用这一列的，请填：{allowed}"
    ),
    "choices.unknown": Message(_E, "“{unknown}”不在允许的取值之内", "请使用：{allowed}；多个用顿号“、”隔开"),
    "code.lost-digits": Message(_E, "代码被存成了数字，末尾的数字已经丢失", "请把单元格格式改为“文本”，按证照重新录入"),
    "code.characters": Message(_E, "“{title}”中有数字、字母、短横以外的字符", "请按证照重新录入"),
    "code.blanks": Message(
        _E, "“{title}”中有空格", "如果是 {proposal}，请去掉空格重新录入；确是两个号码的，请只留一个"
    ),
    "code.blanks-proven": Message(_E, "代码中有空格", "请改为 {proposal}（校验位相符）"),
    "code.old": Message(
        _W, "代码是农民专业合作社的旧注册号", "已换发统一社会信用代码的，请按营业执照改正；没有换发的，可以不改"
    ),
    "code.foreign": Message(
        _W,
        "代码是外商投资企业的旧注册号，抽取和公示时以 {id} 代替",
        "已换发统一社会信用代码的，请按营业执照改正；没有换发的，可以不改",
    ),
    "code.letters": Message(
        _E, "代码中有统一社会信用代码不用的字符", "请按营业执照核对；字母 I、O、S、V、Z 都不用，多半是数字"
    ),
    "code.length": Message(_E, "代码应为 18 位（旧注册号为 15 位或 13 位）", "请按营业执照核对"),
    "code.check": Message(_W, "代码的校验位不符，可能有一位录错", "请按营业执照核对；确与执照一致的，可以不改"),
    "code.repairable": Message(_W, "代码中的字母 O、I、S、Z 应为数字", "请改为 {proposal}（校验位相符）"),
    "cert.characters": Message(
        _E,
        "“{title}”中的{others}不能用于抽取，证号只能用字母、数字和短横",
        "请只录入证件上的字母和数字，不写“字”“号”和括号；证件上的完整写法可以记在“备注”中",
    ),
    "cert.pattern": Message(_W, "证号与设定的格式不符", "请按证件核对；格式在“单位设置”的“执法证号格式”中设定"),
    "code.look-alike": Message(_E, "代码里混有看起来像字母的外文字符", "可能是 {proposal}，请按证照重新录入"),
    "code.look-alike-proven": Message(_E, "代码里混有看起来像字母的外文字符", "请改为 {proposal}（校验位相符）"),
    "code.organisation": Message(
        _H, "代码第 9 至 17 位的组织机构代码校验位不符", "请按营业执照核对；确与执照一致的，可以不改"
    ),
    "date.short-year": Message(_E, "日期“{value}”的年份只有两位", "请写四位年份；如果是 {proposal}，请照此录入"),
    "date.no-day": Message(_E, "日期“{value}”没有写日", "请录入完整的年月日"),
    "date.part-shown": Message(
        _W,
        "单元格只显示“{shown}”，按里面存的 {day} 读取",
        "请核对；不对的，请录入完整的年月日；对的，请把单元格格式设为显示年月日",
    ),
    "date.term": Message(_E, "“{value}”是期限，不是日期", "请按检查日期算出到期日，录入完整的年月日"),
    "date.span": Message(_E, "“{value}”写了起止两个日期", "请只写到期日；如果是 {proposal}，请照此录入"),
    "date.two-readings": Message(_E, "日期“{value}”有两种读法（日、月的先后）", "请按年、月、日的次序录入"),
    "date.unreadable": Message(_E, "“{value}”不是可以识别的日期", "请录入日期，如 2021-04-30"),
    "date.impossible": Message(_E, "“{value}”这一天不存在", "请核对年月日"),
    "date.serial": Message(_E, "日期被存成了数字 {value}", "如果是 {proposal}，请设为日期格式或重新录入"),
    "cell.split-number": Message(
        _E,
        "“{value}”的数字中间有空格或换行，看不出是一个数还是两个",
        "请删去数字中间的空格或换行；确是两个数的，请写明各是什么",
    ),
    "integer.unreadable": Message(_E, "“{value}”不是整数", "请录入整数"),
    "phone.unusual": Message(_H, "“{value}”不像电话号码", "请核对"),
}
