"""Findings about the calendar on which deadlines stand: the sheet 节假日 and the notice that is pasted into it."""

from __future__ import annotations

from xlcheck.messages.message import Level, Message

_E, _W, _H = Level.ERROR, Level.WARNING, Level.HINT
_BY_ROW = "或删去这一句，在“日期”“休/班”两列逐日登记"

CALENDAR_FINDINGS: dict[str, Message] = {
    "calendar.unknown": Message(
        _H,
        "{year} 年的节假日安排尚不可知，公示期限只按周一至周五计算",
        "国务院办公厅发布后，请把通知粘贴到“单位设置”的“节假日”，在“通知原文”一列",
    ),
    "calendar.notice-unread": Message(
        _W, "通知原文中这一句没有读懂，没有计入节假日：“{value}”", f"请照通知原文粘贴，{_BY_ROW}"
    ),
    "calendar.notice-weekday": Message(
        _E, "通知原文“{value}”中，{day} 写的是周{said}，实为周{real}，这一句没有计入", f"请核对年份和日期，{_BY_ROW}"
    ),
    "calendar.notice-count": Message(
        _E, "通知原文“{value}”写的是 {said} 天，按起止日期为 {count} 天，这一句没有计入", f"请核对日期，{_BY_ROW}"
    ),
    "calendar.notice-two-years": Message(
        _E,
        "通知原文“{value}”中，“{days}”没有写年份，可以从 {first} 起，也可以从 {second} 起，这一句没有计入",
        "请在日期前写上年份",
    ),
    "calendar.notice-impossible": Message(
        _E, "通知原文“{value}”中，“{days}”不是可能的日期，这一句没有计入", f"请核对日期，{_BY_ROW}"
    ),
    "calendar.notice-on-weekday": Message(
        _E,
        "通知原文“{value}”按写法是 {days} 上班，这几天不是周末，这一句没有计入",
        f"请核对是不是漏了“放假”二字，{_BY_ROW}",
    ),
    "calendar.notice-both": Message(_E, "通知原文中 {value} 既放假又上班，没有计入", "请核对通知原文"),
    "calendar.notice-no-year": Message(
        _W, "通知原文中没有写明是哪一年的，按 {year} 年读取", "请连同通知的标题一起粘贴；确是这一年的，可以不改"
    ),
    "calendar.notice-advice": Message(_H, "通知原文中这一句是鼓励，没有计入节假日：“{value}”", "请核对，可以不改"),
    "calendar.row-on-workday": Message(
        _W,
        "{day} 是周{weekday}，本来就上班，登记为“班”没有作用",
        "请核对日期；休、班写反的，请改为“休”；确是上班的，可以删去这一行",
    ),
    "calendar.row-on-holiday": Message(
        _W,
        "{day} 是周{weekday}，按国务院办公厅的安排放假，却登记为“班”，计算期限时按上班",
        "请核对日期；休、班写反的，请改为“休”",
    ),
    "calendar.row-off-weekend": Message(
        _H,
        "{day} 是周{weekday}，本来就休息，前后都没有登记放假，登记为“休”没有作用",
        "请核对日期；没有写错的，可以不改",
    ),
    "calendar.row-off-worked": Message(
        _W,
        "{day} 是周{weekday}，按国务院办公厅的安排上班，却登记为“休”，计算期限时按休息",
        "请核对日期；休、班写反的，请改为“班”",
    ),
    "calendar.row-differs": Message(
        _E, "{day} 登记为“{value}”，通知原文中为“{said}”；计算期限时以登记的为准", "请核对，改正或删去其中一处"
    ),
}
