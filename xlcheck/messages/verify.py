"""Findings about the look of a record of which the content is sound; sentences of `verify` when it cannot go on."""

from __future__ import annotations

from xlcheck.messages.message import Level, Message

_E = Level.ERROR
_BY_THE_SIGNED = "请先查明原因，以签字存档的原件为准"

RECORD_FINDINGS: dict[str, Message] = {
    "record.sheet-added": Message(_E, "内容未变，但多出“{sheet}”这张没有单元格的工作表", _BY_THE_SIGNED),
    "record.sheet-hidden": Message(_E, "内容未变，但“{sheet}”工作表被隐藏", "请取消隐藏后再看"),
    "record.rows-hidden": Message(
        _E, "内容未变，但“{sheet}”工作表第 {rows} 行被隐藏，或压低到看不全", "请取消隐藏、调高行高后再看"
    ),
    "record.columns-hidden": Message(
        _E, "内容未变，但“{sheet}”工作表 {columns} 列被隐藏，或压窄到看不全", "请取消隐藏、调宽列宽后再看"
    ),
    "record.merged": Message(
        _E, "内容未变，但“{sheet}”工作表的合并单元格有增减（{cells}），可能遮住内容", _BY_THE_SIGNED
    ),
    "record.shown-otherwise": Message(
        _E, "内容未变，但“{sheet}”工作表 {cells} 的数字格式被改过，显示的可能不是实际的内容", _BY_THE_SIGNED
    ),
    "record.formula": Message(
        _E, "内容未变，但“{sheet}”工作表 {cells} 的公式有增减或改动，重新计算后可能显示别的内容", _BY_THE_SIGNED
    ),
    "record.faint": Message(
        _E,
        "内容未变，但“{sheet}”工作表 {cells} 的文字可能看不清：颜色与底色相近、字号过小，或加了删除线",
        "请恢复字体后再看",
    ),
    "record.added": Message(_E, "内容未变，但“{sheet}”工作表上加了{what}，可能遮住内容或使人误解", _BY_THE_SIGNED),
    "record.symbol": Message(_E, "内容未变，但“{sheet}”工作表上的二维码是别的内容", _BY_THE_SIGNED),
    "record.view": Message(_E, "内容未变，但“{sheet}”工作表设为{what}", "请改回后再看"),
    "record.print-area": Message(
        _E, "内容未变，但“{sheet}”工作表设了打印区域，打印出来的可能不全", "请取消打印区域后再打印"
    ),
}

VERIFY_ERRORS: dict[str, str] = {
    "verify.no-record": "《{book}》不是抽取记录、补抽记录、抽取公告或冻结收存单，没有核验。请核对是否选错了文件；这些都在年度文件夹的“抽取”中。",
    "verify.no-paper": "《{file}》不是抽取公开、抽取公告或冻结收存单，没有核验。请核对是否选错了文件；这些都在年度文件夹的“抽取”中。",
    "verify.no-mail": "《{file}》没有附冻结收存单、上报材料或回执，没有核验。请核对是否选错了邮件；附的是转来的邮件、别的压缩包的，请先把附件另存，再核验附件；分几封发送的材料，请收齐附件，解压到一个文件夹，再核验这个文件夹。",
    "verify.list": "《{file}》是印有指纹的名单，不能单独核验。它的指纹是 {digest}，请与抽取记录、抽取公告上印的指纹核对。",
    "verify.dice-sheet": "《{file}》是供手写的掷骰记录单，上面的数是手写的，不能由程序核验。请核验同一次的冻结收存单和抽取记录，再与签名的记录单对看。",
    "verify.no-pack": "《{file}》不是上报材料，没有核验：{reason}。请核对是否选错了文件；分几封邮件发送的材料，请收齐附件，解压到一个文件夹，再核验这个文件夹。",
    "verify.part": "《{file}》只是上报材料的一部分，少 {count} 个文件，没有核验。请收齐几封邮件的附件，解压到一个文件夹，再核验这个文件夹；没有分几封的，请向发出单位索取完整的材料。",
    "verify.old-format": "《{book}》不是 .xlsx 格式，看不出其中有没有隐藏的内容，没有核验。请用 Excel 或 WPS 另存为 .xlsx 后再核验。",
}
