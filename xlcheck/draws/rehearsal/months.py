"""The year month by month: the days on which companies may be visited, who can go, and what is to be done."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from xlcheck.draws.frame.inspectors import Leave, inspector_relations
from xlcheck.draws.rehearsal.tasks import RehearsedDraw
from xlcheck.draws.teams.teams import OWN
from xlcheck.model import RehearsedMonth, Settings, Window
from xlcheck.reading.calendar.deadlines import is_workday, quiet_span
from xlcheck.reading.tables import YearBooks


def workdays_of(settings: Settings) -> tuple[date, ...]:
    """Return the days of the year on which offices work."""
    first = date(settings.year, 1, 1)
    days = (first + timedelta(n) for n in range((date(settings.year, 12, 31) - first).days + 1))
    return tuple(day for day in days if is_workday(day, settings))


@dataclass(slots=True)
class YearOfVisits:
    """What the draws of the year come to, day by day.

    What has no day yet falls evenly on the days from today on that the window of its task leaves; where the window is
    over, on all of it.
    """

    books: YearBooks
    today: date
    draws: Sequence[RehearsedDraw]
    workdays: tuple[date, ...] = field(init=False)
    days: tuple[date, ...] = field(init=False)
    leaves: Mapping[str, tuple[Leave, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Find the working days of the year, those of them on which companies are visited, and who is away on which."""
        settings = self.books.settings
        whole = Window("", date(settings.year, 1, 1), date(settings.year, 12, 31))
        self.workdays = workdays_of(settings)
        self.days = tuple(day for day in self.workdays if quiet_span(day, settings) is None)
        self.leaves = inspector_relations(None, self.books.leaves, (), whole).leaves

    def open_days(self, draw: RehearsedDraw) -> list[date]:
        """Return the days on which a task can be inspected."""
        window = draw.row.window
        if window is None:
            return []
        first = self.today if window.start < self.today <= window.end else window.start
        return [day for day in self.days if first <= day <= window.end]

    def most(self, certs: Collection[str], days: Sequence[date]) -> int | None:
        """Return how many companies people can visit on these days; ``None`` where nothing limits a day.

        The people are certificate numbers.
        """
        a_day, size = self.books.settings.visit_limits.day_visits, self.books.settings.policy.team_size
        return None if a_day is None else self.person_days(certs, days) * a_day // max(size, 1)

    def person_days(self, certs: Collection[str], days: Sequence[date]) -> int:
        """Count for each of these people the days on which he is not on leave."""
        away = sum(self._is_away(cert, day) for cert in certs if cert in self.leaves for day in days)
        return len(certs) * len(days) - away

    def _is_away(self, cert: str, day: date) -> bool:
        return any(first <= day <= last for first, last in self.leaves[cert])

    def notes_on(self, draw: RehearsedDraw) -> list[str]:
        """Say where the days of a task do not suffice for what it draws."""
        days = self.open_days(draw)
        if not days and draw.codes:
            return ["抽查日期内没有可以检查的日子（节假日、企业安静期以外）"]
        most = self.most(own_people([draw]), days)
        if draw.request is None or most is None or len(draw.codes) <= most:
            return []
        return [f"抽查日期内可以检查的 {len(days)} 日，能派的人员最多检查 {most} 户，应抽 {len(draw.codes)} 户，做不完"]

    def by_month(self) -> dict[int, Counter[str]]:
        """Count the companies to be visited in each month, by 抽查任务编号; a visit that tasks share counts once."""
        months: dict[int, Counter[str]] = {}
        seen: set[tuple[str, str]] = set()
        for draw in self.draws:
            codes = {code for code in draw.codes if (draw.mark, code) not in seen}
            seen |= {(draw.mark, code) for code in codes}
            made = [day.month for code, day in draw.days.items() if code in codes]
            rest = len(codes) - len(made)
            spread = self.open_days(draw)
            evenly = [spread[n * len(spread) // rest].month for n in range(rest)] if spread else []
            for month in (*made, *evenly):
                months.setdefault(month, Counter())[draw.row.task_no] += 1
        return months


def own_people(draws: Sequence[RehearsedDraw]) -> frozenset[str]:
    """Return the certificate numbers of the bureau's own who may serve in any of these tasks.

    Of a task that is drawn already it is those that it sends, whomever they serve for.
    """
    return frozenset(
        cert
        for draw in draws
        for cert in (
            draw.serving if draw.request is None else (one.cert for one in draw.request.inspectors if one.party == OWN)
        )
    )


def months_of(work: YearOfVisits) -> tuple[RehearsedMonth, ...]:
    """Return the twelve months; where more is to be visited in one than can be, its note says so."""
    counts = work.by_month()
    return tuple(_month(work, month, counts.get(month, Counter())) for month in range(1, 13))


def _month(work: YearOfVisits, month: int, counts: Counter[str]) -> RehearsedMonth:
    days = [day for day in work.days if day.month == month]
    people = own_people([draw for draw in work.draws if draw.row.task_no in counts])
    visits, most = counts.total(), work.most(people, days) if people else None
    notes = []
    if most is not None and visits > most:
        notes.append(f"要检查 {visits} 户，最多能检查 {most} 户：请错开各任务的抽查日期，或增加检查人员")
    return RehearsedMonth(
        month,
        len(days),
        _off(work, month, len(days)),
        tuple(counts),
        visits,
        work.person_days(people, days),
        most,
        tuple(notes),
    )


def _off(work: YearOfVisits, month: int, days: int) -> str:
    """Say which days of a month are no days for visits."""
    working = sum(day.month == month for day in work.workdays)
    quiet = f"；企业安静期占工作日 {working - days} 日" if working > days else ""
    return f"周末、节假日 {monthrange(work.books.settings.year, month)[1] - working} 日{quiet}"
