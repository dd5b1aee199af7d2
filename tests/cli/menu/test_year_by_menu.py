"""A year by the menu alone: Enter takes the next step each time, until the year is done."""

from datetime import datetime, time, timedelta

import pytest

from tests.cli.seat import PageTurner
from tests.steps.helpers import fill_ledger
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.load import load_settings

ENTER = ""
ANSWERS, SIGNS = 119, 86
"""What a person types in a year of three rounds: lines, and signs besides Enter; docs/design.md names them."""


class Clerk:
    """Somebody at the menu of the shipped year, day after day."""

    def __init__(self, desk: Desk, monkeypatch):
        self.desk, self.seat = desk, PageTurner(monkeypatch)
        self.typed: list[str] = []
        self.now = datetime(2021, 1, 4, 9)
        monkeypatch.setattr("xlcheck.cli.screen.now", lambda: self.now)

    def sits_down(self, day, *lines):
        """Type lines at the menu and leave it; returns what can be seen at the end."""
        self.now = datetime.combine(day, time(9))
        self.typed += [*lines, "0"]
        return self.seat.play(["menu", self.desk.root], *lines, "0")[-1]


@pytest.mark.usefixtures("opened")
def test_year_by_enter_and_numbers(sample_copy, monkeypatch):
    clerk = Clerk(Desk(sample_copy), monkeypatch)
    settings, _, _ = load_settings(clerk.desk)
    filled = set()
    for number, period in enumerate(settings.rounds, start=1):
        first = datetime(settings.year, period.first_month, 5).date()
        check = [ENTER, ENTER] if number == 1 else []
        freeze = [ENTER, ENTER, ENTER, ENTER, ENTER]
        lodge = [ENTER, ENTER, "示例甲", "是", ENTER]
        shown = clerk.sits_down(first, *check, *freeze, *lodge)
        assert f"下一步：等{period.name}开奖，" in shown
        draw = [ENTER, ENTER, ENTER, ENTER, ENTER, "3 9 14 20 27 31 12", "是", ENTER]
        ledgers, tell = [ENTER, ENTER], [ENTER, "都", ENTER]
        shown = clerk.sits_down(first + timedelta(7), *draw, *ledgers, *tell)
        assert f"检查，在{period.name}的台账中登记" in shown
        made = set(clerk.desk.ledgers.glob("*.xlsx")) - filled
        for path in made:
            fill_ledger(path, inspected=f"{first + timedelta(33):%Y-%m-%d}")
        filled |= made
        publish, send = [ENTER, "是", ENTER, ENTER], [ENTER, ENTER]  # Enter after the yes fills 公示日期
        shown = clerk.sits_down(first + timedelta(43), *publish, *send)
    assert "下一步：把上报的邮件发出去，登记发出" in shown
    assert "下一步：全年已办结" in clerk.sits_down(first + timedelta(43), ENTER, ENTER, ENTER, "是", ENTER)
    signs = sum(map(len, clerk.typed))
    assert (len(clerk.typed) + clerk.seat.pages, signs) == (ANSWERS, SIGNS)
