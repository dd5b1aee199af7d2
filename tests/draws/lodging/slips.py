"""Slips of one to many tasks, for tests."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from xlcheck.draws.lodging.slip import FreezeSlip, LodgedTask

CATEGORIES = ("道路货物运输", "道路旅客运输", "机动车维修", "机动车驾驶员培训", "危险货物运输", "汽车租赁")


def fingerprint(text):
    return sha256(text.encode()).hexdigest()


def lodged_task(number, attempt=1):
    """The task of a number, with fingerprints of its own."""
    frame, inspectors, rules = (fingerprint(f"{part}{number}#{attempt}") for part in ("frame", "inspectors", "rules"))
    name = f"2026年示例区交通运输局{CATEGORIES[number % len(CATEGORIES)]}市场主体随机抽查方案"
    return LodgedTask(f"2026{number:02d}", f"{number:02d}号", name, attempt, frame, inspectors, rules)


def slip(tasks=2, **more):
    """A slip on 双色球2026018期; ``more`` replaces what it has."""
    values = {
        "bureau": "示例市示例区交通运输局",
        "year": 2026,
        "number": 3,
        "frozen_at": "2026-02-12 10:24:08+08:00",
        "source_key": "ssq-2026018",
        "source_name": "双色球2026018期",
        "draw_day": date(2026, 2, 26),
        "day_basis": "按财政部休市公告",
        "opening": fingerprint("opening"),
        "moved": fingerprint("moved"),
        "log_digest": fingerprint("log"),
        "tasks": tuple(lodged_task(number, 2 if number == 2 else 1) for number in range(1, tasks + 1)),
        "practice": False,
        "version": "0.2.0",
        "format": "xlcheck-draw/2",
    }
    return FreezeSlip(**(values | more))


def dice_slip(tasks=2, **more):
    """A slip of tasks that are decided by dice."""
    dice = {"source_key": "dice", "source_name": "现场掷骰", "draw_day": None, "day_basis": ""}
    return slip(tasks, **(dice | more))
