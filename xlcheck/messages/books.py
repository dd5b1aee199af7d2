"""Sentences about workbooks that cannot be read or written."""

from __future__ import annotations

BOOK_ERRORS: dict[str, str] = {
    "book.missing": "找不到工作簿《{book}》，应放在 {folder}。请放回，或从“templates”的“空白表”里复制一份。",
    "book.several": "有不止一个文件可能是《{book}》：{files}。程序不知道该用哪一个，没有继续。请打开核对，留下要用的，把其余的移到别的文件夹（如“旧版”），再运行。",
    "book.no-table": "《{book}》中找不到“{sheet}”工作表或它的表头。请做“校验”，按校验报告改正后再运行。",
    "book.no-column": "《{book}》的“{sheet}”工作表中找不到“{title}”一列。请把表头改回原名（列的先后不限）；不清楚的，请做“校验”，按校验报告改正。",
    "book.open": "《{book}》可能正在被{owner}打开（有锁定文件 {lock}）。请保存并关闭后再运行；如果没有人打开，可以删去这个锁定文件。",
    "book.unreadable": "《{book}》不是可以读取的 .xlsx 工作簿：{why}。请核对是否选错了文件；确是工作簿的，请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。",
    "book.encrypted": "《{book}》设了打开密码，无法读取。请在 Excel 或 WPS 中取消打开密码，另存后再试。",
    "book.binary": "《{book}》是{what}，不能直接读取。请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。",
    "book.archive": "《{book}》是{what}，不是工作簿。请先解压，用里面的工作簿再试。",
    "book.mail": "《{book}》是{what}，不是工作簿。请用邮件软件打开，把附件中的工作簿另存出来后再试；打不开的，请对方把工作簿作为普通附件重发。",
    "book.document": "《{book}》是{what}，不是工作簿。请向提供的人要 .xlsx 工作簿；用转换软件转出来的表常有错字，不能代替。",
    "book.export": "《{book}》是{what}，不是工作簿。如果是从业务系统导出的名录，请做“更新名录”，由它读入；不要用 Excel 打开后另存，长的代码会丢掉末尾的数字。",
    "book.refused": "《{book}》超出安全限度，没有打开：{why}。请核对文件来源，另存为普通的 .xlsx 后再试。",
    "book.later-format": "《{book}》的格式是“{format}”，由 {version} 版程序写出，现在的程序读不懂，没有读，也没有改动。请换用 {version} 版或更新的程序。",
    "output.locked": "无法写入 {file}：文件可能正被打开，或文件夹只读。请关闭文件，或换一个文件夹后再运行。",
    "output.too-many-rows": "“{sheet}”有 {count} 行，一张工作表最多 {most} 行，没有写出，也没有截去一部分。请按乡镇或类别分成几批处理。",
    "output.too-long": "以“{text}”开头的内容超过一个单元格所能容纳的 {longest} 个字符，没有写出。请缩短后再运行。",
}
