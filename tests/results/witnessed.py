"""What a superior may hold of an invented bureau."""

from __future__ import annotations

from xlcheck.model import BureauHoldings, FixedDraw, HeldPack, HeldSlip, LoggedDraw, LoggedSlip, PackFacts
from xlcheck.results.collect.witness import bureau_verdict

KEY, OTHER_KEY = "3F2A9C1E77B0D4A2", "0123456789ABCDEF"


def fixed(**changed) -> FixedDraw:
    """A draw as it was fixed, with other values."""
    usual = {"mark": "202103#1", "task_no": "03号", "frame": "1" * 64, "inspectors": "2" * 64, "rules": "3" * 64}
    usual |= {"source": "ssq-2021003", "source_name": "双色球2021003期", "day": "2021-01-07"}
    return FixedDraw(**usual | {"closes": "2021-01-07 18:00"} | changed)


def draw(what=None, **changed) -> LoggedDraw:
    """A draw as a pack tells of it, drawn the day after."""
    usual = {"frozen_at": "2021-01-05 09:00", "drawn_at": "2021-01-08 09:00", "due": "2021-01-14", "strength": "甲"}
    return LoggedDraw(what or fixed(), **usual | {"numbers": "1.2.3.4.5.6./7./"} | changed)


def slip(**changed) -> HeldSlip:
    """A slip that came on the day of the freeze."""
    usual = {"name": "第1号收存单", "bureau": "示例局", "key": KEY, "at": "2021-01-05 15:00", "basis": "服务器"}
    usual |= {"code": "C", "digest": "a" * 64, "frozen_at": "2021-01-05 09:00", "lines": ("1", "2", "3")}
    return HeldSlip(**usual | {"fixed": (fixed(),)} | changed)


def pack(**changed) -> HeldPack:
    """A pack of the year; what it shows may be changed as well."""
    facts = {"lines": ("1", "2", "3", "4", "5"), "draws": (draw(),), "receipts": (), "faults": ()}
    facts |= {"slips": (LoggedSlip("C", ("202103#1",)),)}
    usual = {"digest": "c" * 64, "bureau": "示例局", "region": "140603", "year": 2021, "number": 1, "key": KEY}
    usual |= {"made": "2021-03-05 09:00", "at": "2021-03-06 09:00", "folder": "140603-2021-第1次"}
    own = {name: value for name, value in changed.items() if name in facts}
    others = {name: value for name, value in changed.items() if name not in facts}
    return HeldPack(**usual | others, facts=PackFacts(**facts | own))


def held(slips=(), packs=(), **more) -> BureauHoldings:
    """All of one bureau."""
    return BureauHoldings("示例局", slips=tuple(slips), packs=tuple(packs), **more)


def verdict(holdings, numbers=None, today="2021-01-06"):
    """The verdict on a bureau, by default on the day before the numbers come."""
    return bureau_verdict(holdings, numbers or {}, today)
