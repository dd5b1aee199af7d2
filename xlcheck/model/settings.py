"""What the bureau has set in 单位设置."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of 检查对象 with the other names under which lists and plans mention it."""

    name: str
    aliases: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name, its aliases and the plan's wordings."""
        return (self.name, *self.aliases, *self.wordings)


@dataclass(frozen=True, slots=True)
class Round:
    """批次: a part of the year in which each category is drawn once."""

    name: str
    first_month: int
    last_month: int


@dataclass(frozen=True, slots=True)
class Policy:
    """抽查策略 of 单位设置; ``yearly_cap`` is ``None`` where no cap is set.

    ``joint_size`` and ``expert_size`` are the seats in each team of a joint department and of 专家, ``leader``
    whether each needs a 组长, ``groups`` how many are formed beforehand (0: a team for each entity), ``year_load``
    whether loads are levelled over the year and not within a task alone, ``merge_visits`` whether an entity that
    several tasks of a 批次 draw is visited once. ``licence_forms`` are as staff write them, ``#`` for a digit.

    ``inspection_cap`` is how often an entity may be inspected in a year, by draws and otherwise, the ``day_cap`` to
    ``sixty_cap`` how often within so many days; ``superior_free`` whether what a superior ordered counts for none of
    them. ``uncounted`` lists the words by which an inspection is left out of 行政执法统计年报, as staff
    write them.
    """

    team_size: int = 2
    no_repeat: bool = False
    yearly_cap: int | None = None
    min_count: int = 1
    deadline_days: int = 7
    cert_pattern: str = ""
    licence_forms: tuple[str, ...] = ()
    joint_size: int = 2
    expert_size: int = 0
    leader: bool = False
    groups: int = 0
    year_load: bool = False
    merge_visits: bool = False
    inspection_cap: int | None = None
    day_cap: int | None = None
    week_cap: int | None = None
    month_cap: int | None = None
    sixty_cap: int | None = None
    superior_free: bool = False
    uncounted: str = ""

    @property
    def most_visits(self) -> int | None:
        """How often an entity may be drawn in a year by the rules on repeats; ``None`` without a limit."""
        caps = (1 if self.no_repeat else None, self.yearly_cap, self.inspection_cap)
        return min((cap for cap in caps if cap is not None), default=None)


@dataclass(frozen=True, slots=True)
class VisitLimits:
    """Beyond what the visits of a year are asked about, by 抽查策略; ``None`` or nothing where it is not asked.

    ``day_visits`` and ``day_towns`` are a person's on one day. ``quiet_days`` are spans of days of a month. Shares are
    in percent: of a task's visits with the ``same_words``, and in the last days of its window (``window_end``).
    ``clean_year`` is how many visits of a year without any problem are too many, ``clean_pair`` how many of the same
    pair at one company running. Visits of two tasks at one company are ``near_days`` apart at least; what was to be
    rectified is looked at again within ``recheck_days`` working days. ``demanded`` are titles of the ledger's columns.
    """

    day_visits: int | None = None
    day_towns: int | None = None
    quiet_days: tuple[tuple[int, int], ...] = ()
    same_words: int | None = None
    window_end: int | None = None
    clean_year: int | None = None
    clean_pair: int | None = None
    near_days: int | None = None
    recheck_days: int | None = None
    demanded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a company may ask or complain to, as typed: 联系人, the first 公开电话, 监督电话; blank where not said."""

    person: str = ""
    phone: str = ""
    supervision: str = ""


@dataclass(frozen=True, slots=True)
class MailServer:
    """The outgoing mail server as typed; blank where mails are sent by hand, port 0 for the usual one."""

    host: str = ""
    port: int = 0
    security: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """休市: days without a draw, the last one too; of all lotteries, or of the one that is named."""

    first: date
    last: date
    game: str = ""


@dataclass(frozen=True, slots=True)
class BureauNames:
    """What a new bureau is called: 单位名称, 单位简称 and 行政区划代码; blank where nobody has said."""

    bureau: str = ""
    short_name: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """列对应: how the columns of another layout became those of a table, as a person has agreed.

    ``columns`` are their title and the key of our column, ``fixed`` the key of our column and the text for all rows.
    """

    name: str
    table: str
    columns: tuple[tuple[str, str], ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Leader:
    """One of 领导小组: 组长, 副组长 or 成员, the name, and the post in the bureau."""

    role: str
    name: str
    position: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything of 单位设置.xlsx that other steps need."""

    bureau: str
    short_name: str
    region: str
    superior: str
    superior_mail: str
    year: int
    document_no: str
    document_date: date | None
    categories: tuple[Category, ...]
    rounds: tuple[Round, ...]
    policy: Policy
    days_off: frozenset[date] = frozenset()
    days_on: frozenset[date] = frozenset()
    closed_days: tuple[ClosedDays, ...] = ()
    vocabularies: tuple[tuple[str, tuple[str, ...]], ...] = ()
    open_phones: tuple[str, ...] = ()
    contact: Contact = Contact()
    mail: MailServer = MailServer()
    platform: str = ""
    sheets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The key of each workbook of which staff name the sheets that take part, and their names."""
    layouts: tuple[Layout, ...] = ()
    leaders: tuple[Leader, ...] = ()
    visit_limits: VisitLimits = VisitLimits()
    problems: tuple[tuple[str, bool], ...] = ()
    """Results of which 码表 says whether they are a problem."""
