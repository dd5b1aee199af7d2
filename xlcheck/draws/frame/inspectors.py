"""执法检查人员 who take part in a draw, and why others of the category do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any  # for values of the type that their column has

from xlcheck.draws.codec import hex_hash
from xlcheck.draws.frame.frame import on_other_sheets
from xlcheck.draws.plan import PlannedTask
from xlcheck.model import Exclusion, Inspector, Recusal, Window, XlcheckError
from xlcheck.reading.folding import chosen, is_id
from xlcheck.reading.tables import TypedTable, day
from xlcheck.schema.inputs import APART, INSPECTORS, LEAVES, RECUSALS
from xlcheck.schema.table import Column

IN_SERVICE = "有效"

Leave = tuple[date, date]


EXPERTS = "专家"
"""The party of those who accompany a team beyond the two who must be certified."""


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who serves for whom, and how much each has done.

    ``joined`` are the departments of this task, ``known`` all that the plan names; ``experts`` says whether teams
    have seats for 专家; ``loads`` are the inspections of the year before, by certificate number. ``people`` are
    for each certificate all of its person's; ``others`` the employers that are other offices, whose people are
    nobody's where the plan does not name them.
    """

    joined: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    experts: bool = False
    loads: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    others: frozenset[str] = frozenset()

    def person(self, cert: str) -> tuple[str, ...]:
        """Return all certificates of the person who has this one."""
        return self.people.get(cert, (cert,))

    def department(self, employer: str) -> str:
        """Return the department of the plan to which an employer belongs; empty where to none."""
        names = (name for name in self.known if employer.endswith(name))
        return max(names, key=len, default="")

    def party(self, row: _InspectorRow) -> str:
        """Say for whom a person serves; empty for the bureau."""
        return self.department(row.employer) or (EXPERTS if self.experts and row.expert == "是" else "")


_ALONE = Staffing()


@dataclass(frozen=True, slots=True)
class _InspectorRow:
    """A row of 执法检查人员名录库, as far as a draw needs it."""

    cert: str
    name: str
    employer: str
    status: str
    cert_to: object
    scope: str
    specialities: str
    leader: str
    expert: str


_COLUMNS = tuple(INSPECTORS.column(field) for field in _InspectorRow.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class InspectorRelations:
    """By certificate number: the recusals that concern the frame, and the leaves inside the window."""

    recusals: dict[str, tuple[Recusal, ...]]
    leaves: dict[str, tuple[Leave, ...]]


def inspector_relations(
    recusals: TypedTable | None, leaves: TypedTable | None, codes: Collection[str], window: Window
) -> InspectorRelations:
    """Keep of 回避关系 and 请假 what concerns the frame's codes and the task's window."""
    recused: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for cert, code, reason in _rows(recusals, RECUSALS.cert, RECUSALS.code, RECUSALS.reason):
        if code in codes:
            recused[cert].setdefault(code, reason)
    away: defaultdict[str, set[Leave]] = defaultdict(set)
    for cert, first, last in _rows(leaves, LEAVES.cert, LEAVES.first, LEAVES.last):
        start, end = day(first), day(last)
        if start and end and start <= window.end and end >= window.start:
            away[cert].add((start, end))
    return InspectorRelations(
        {cert: tuple(Recusal(*pair) for pair in sorted(of.items())) for cert, of in recused.items()},
        {cert: tuple(sorted(of)) for cert, of in away.items()},
    )


def inspectors_of(
    table: TypedTable,
    task: PlannedTask,
    relations: InspectorRelations,
    staffing: Staffing = _ALONE,
    left: TypedTable | None = None,
) -> tuple[tuple[Inspector, ...], tuple[Exclusion, ...]]:
    """Return the inspectors that may serve the task, and those left out, each sorted by certificate number.

    Those of ``left`` stand on a sheet that takes no part; where the registry has them as well, what it says counts.
    Raises :class:`XlcheckError`
    ``draw.repeated-certs`` where a certificate number stands twice.
    """
    category = task.scope.category
    rows = [_InspectorRow(*values) for values in _rows(table, *_COLUMNS)]
    certs = [row.cert for row in rows if row.cert and category in chosen(row.scope)]
    if len(set(certs)) < len(certs):
        raise XlcheckError("draw.repeated-certs", certs="、".join(sorted({c for c in certs if certs.count(c) > 1})))
    serving, exclusions = [], []
    for row in sorted(rows, key=lambda row: (row.cert, row.name)):
        person = staffing.person(row.cert)
        away = tuple(sorted({leave for cert in person for leave in relations.leaves.get(cert, ())}))
        if reason := (
            _out_of_scope(row, category)
            or _foreign(row, staffing)
            or _unfit(row, away, task.window, staffing.party(row))
        ):
            exclusions.append(Exclusion(row.cert, row.name, reason))
        else:
            serving.append(_inspector(row, person, away, relations, staffing))
    serving, twice = _each_once(serving, staffing)
    exclusions += twice
    exclusions += on_other_sheets(left, INSPECTORS.cert, INSPECTORS.name, table) if left is not None else ()
    return tuple(serving), tuple(sorted(exclusions, key=lambda one: one.code))


def _each_once(serving: Sequence[Inspector], staffing: Staffing) -> tuple[list[Inspector], list[Exclusion]]:
    """Let each person serve under one certificate: the one with most 专业资质, then as 组长, then valid longest."""
    kept: dict[tuple[str, ...], Inspector] = {}
    for one in serving:
        known = kept.setdefault(staffing.person(one.cert), one)
        kept[staffing.person(one.cert)] = max(known, one, key=lambda i: (len(i.specialities), i.leader, i.valid_to))
    twice = (Exclusion(i.cert, i.name, _AS_ONE.format(kept[staffing.person(i.cert)].cert)) for i in serving)
    return (
        [one for one in serving if kept[staffing.person(one.cert)] is one],
        [out for out, one in zip(twice, serving, strict=True) if kept[staffing.person(one.cert)] is not one],
    )


_AS_ONE = "姓名、工作单位与执法证号 {} 的相同，按同一人抽取，用那个证号"


def apart_pairs(
    table: TypedTable | None, certs: Collection[str], people: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[tuple[str, str], ...]:
    """Return the pairs of 不得同组 of whom both serve, each and all in order, whichever cert of ``people`` is named."""
    serves = {cert: one for one in certs for cert in (people or {}).get(one, (one,))}
    named = ((serves.get(one, one), serves.get(other, other)) for one, other in _rows(table, APART.cert, APART.other))
    pairs = {(min(pair), max(pair)) for pair in named}
    return tuple(sorted(pair for pair in pairs if pair[0] != pair[1] and set(pair) <= set(certs)))


def inspectors_text(inspectors: Iterable[Inspector]) -> str:
    """Return the inspectors' file: a line each, sorted, closed by LF.

    ``certificate|scope|specialities|valid to|leaves|recusals|leader|party|load``, several values joined
    by 、, leaves as ``first~last``, recusals as codes.
    """
    return "".join(f"{line}\n" for line in sorted(map(_line, inspectors)))


def inspectors_digest(inspectors: Iterable[Inspector]) -> str:
    """Return the fingerprint of the inspectors' file in UTF-8: SHA-256 in hex."""
    return hex_hash(inspectors_text(inspectors))


def _line(inspector: Inspector) -> str:
    several = (
        inspector.scope,
        inspector.specialities,
        (inspector.valid_to.isoformat(),),
        tuple(f"{first}~{last}" for first, last in inspector.leaves),
        inspector.recused,
        ("组长",) if inspector.leader else (),
        (inspector.party,),
        (str(inspector.load),),
    )
    return "|".join((inspector.cert, *("、".join(values) for values in several)))


def _rows(table: TypedTable | None, *columns: Column) -> Iterator[tuple[Any, ...]]:
    """Iterate over the values of some columns, row by row; over nothing where the sheet is missing."""
    return iter(()) if table is None else (row[1:] for row in table.rows(*columns))


def _out_of_scope(row: _InspectorRow, category: str) -> str:
    """Say that somebody's scope does not cover the category; empty where it does."""
    return "" if category in chosen(row.scope) else "执法事项范围不含本类别"


def _foreign(row: _InspectorRow, staffing: Staffing) -> str:
    """Say why somebody of another department does not serve in this task; empty where nothing prevents it."""
    department = staffing.department(row.employer)
    if not department and row.employer in staffing.others:
        return f"属于“{row.employer}”，本任务不是与该单位的联合抽查"
    return f"属于“{department}”，本任务不是与该部门的联合抽查" if department not in ("", *staffing.joined) else ""


def _unfit(row: _InspectorRow, away: tuple[Leave, ...], window: Window, party: str) -> str:
    """Say why this inspector cannot serve; empty where nothing prevents it.

    A 专家 needs no valid certificate.
    """
    valid_to = day(row.cert_to)
    if not is_id(row.cert):
        return "执法证号没有填写或不能识别"
    if row.status != IN_SERVICE:
        return f"人员状态为“{row.status}”" if row.status else "人员状态没有填写"
    if valid_to is None:
        return "执法证有效期没有填写"
    if valid_to < window.end and party != EXPERTS:
        return f"执法证有效期至 {valid_to}，早于抽查日期结束日 {window.end}"
    if covers(away, window):
        return f"请假覆盖整个抽查日期（{window.start} 至 {window.end}）"
    return ""


def covers(leaves: tuple[Leave, ...], window: Window) -> bool:
    """Say whether sorted leaves, taken together, leave no day of the window free."""
    free = window.start
    for first, last in leaves:
        if first <= free <= last:
            if last >= window.end:
                return True
            free = last + timedelta(days=1)
    return False


def _inspector(
    row: _InspectorRow,
    person: tuple[str, ...],
    away: tuple[Leave, ...],
    relations: InspectorRelations,
    staffing: Staffing,
) -> Inspector:
    """Return who serves, with what is known of the person under any certificate."""
    valid_to = day(row.cert_to)
    assert valid_to is not None  # _unfit has seen to it
    return Inspector(
        row.cert,
        row.name,
        chosen(row.scope),
        valid_to,
        chosen(row.specialities),
        away,
        _recusals(relations, person),
        row.leader == "是",
        staffing.party(row),
        sum(staffing.loads.get(cert, 0) for cert in person),
    )


def _recusals(relations: InspectorRelations, person: tuple[str, ...]) -> tuple[Recusal, ...]:
    """Return the recusals of a person, of each entity once."""
    found = {one.code: one for cert in reversed(person) for one in relations.recusals.get(cert, ())}
    return tuple(found[code] for code in sorted(found))
