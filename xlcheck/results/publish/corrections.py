"""更正公示: what the ledger says otherwise than was published, and the days of publication that staff typed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

import pandas as pd

from xlcheck.model import Finding, Publication
from xlcheck.reading.tables import TypedTable, day
from xlcheck.results.ledger.ledger import complete
from xlcheck.results.publish.rows import approved
from xlcheck.schema.outputs import CORRECTIBLE, LEDGER, LEDGER_PUBLISHED, RECEIVERS

Row = dict[str, str | int | date | None]
Facts = Mapping[str, str]
Published = Mapping[str, Publication]
"""What went out of a task, by code."""

_BLANK = "（空白）"


def facts_of(cells: Mapping[str, object]) -> dict[str, str]:
    """What is told of a ledger row, or of a row that is published, as texts by the keys of LEDGER_PUBLISHED."""
    return {key: _text(cells[key]) for key in LEDGER_PUBLISHED}


def _text(value: object) -> str:
    value = day(value) if isinstance(value, datetime) else value
    return "" if value is None else str(value)


def changed(now: Facts, then: Facts) -> list[str]:
    """The keys of the facts that differ; 备注 counts only where nothing else does, since it holds the reason."""
    keys = [key for key in CORRECTIBLE if key in then and now[key] != then[key]]
    return [key for key in keys if key != "remark"] or keys


def reason(now: Facts, then: Facts) -> str:
    """Why a row is corrected: the 备注, where it was written since the row was last published."""
    return now["remark"] if now["remark"] != then.get("remark") else ""


def check_published(ledger: TypedTable, published: Published) -> Iterator[Finding]:
    """Facts that were changed after their publication; typed days that the log does not have."""
    for row, (now, then) in _then_and_now(ledger, published).items():
        yield from _since(ledger, row, now, then)
    for row in ledger.where(ledger.frame["published"].notna()):
        yield from _typed_day(ledger, row, published.get(ledger.frame.at[row, "code"]))


def _then_and_now(ledger: TypedTable, published: Published) -> dict[int, tuple[Facts, Publication]]:
    """The facts of each published row as they stand, and what went out."""
    mask = ledger.frame["code"].isin(list(published))
    cells = ledger.frame.loc[mask, list(LEDGER_PUBLISHED)].to_dict("index")
    return {int(str(row)): (facts_of(c), published[c["code"]]) for row, c in cells.items()}


def _since(ledger: TypedTable, row: int, now: Facts, then: Publication) -> Iterator[Finding]:
    for key in changed(now, then.facts):
        code = "ledger.correction-due" if reason(now, then.facts) else "ledger.published-changed"
        title, published, present = LEDGER.column(key).title, then.facts[key] or _BLANK, now[key] or _BLANK
        yield ledger.finding(code, row, key, title=title, day=then.last, published=published, present=present)


def _typed_day(ledger: TypedTable, row: int, then: Publication | None) -> Iterator[Finding]:
    typed = day(ledger.frame.at[row, "published"])
    if then is None:
        yield ledger.finding("ledger.published-elsewhere", row, "published")
    elif typed is not None and typed < then.first:
        yield ledger.finding("ledger.day-before-log", row, "published", day=then.first)
    elif typed is not None and typed > then.last:
        yield ledger.finding("ledger.day-after-log", row, "published", day=then.last)


def to_correct(ledger: TypedTable, faulty_rows: Collection[int], published: Published) -> pd.Series[bool]:
    """Rows that say otherwise than was published, are complete, approved and without a fault, and give the reason."""
    pairs = _then_and_now(ledger, published)
    due = [row for row, (now, then) in pairs.items() if changed(now, then.facts) and reason(now, then.facts)]
    return (
        complete(ledger.frame)
        & approved(ledger)
        & ledger.frame.index.isin(due)
        & ~ledger.frame.index.isin(list(faulty_rows))
    )


def correction_rows(rows: Sequence[Row], published: Published, number_from: int = 1) -> list[Row]:
    """A line for each fact that is corrected, by the keys of CORRECTION; ``rows`` are as they are to be told now."""
    facts = ((row, facts_of(row), published[str(row["code"])]) for row in rows)
    lines = (_line(row, key, now, then) for row, now, then in facts for key in changed(now, then.facts))
    return [{"no": number, **line} for number, line in enumerate(lines, start=number_from)]


def _line(row: Row, key: str, now: Facts, then: Publication) -> Row:
    return {
        **{same: row[same] for same in ("plan_no", "task_no", "name", "code")},
        "title": LEDGER.column(key).title,
        "before": then.facts[key] or _BLANK,
        "after": now[key] or _BLANK,
        "published": then.last,
        "told": "、".join(table.sheet for table in RECEIVERS if key in table.keys),
        "reason": reason(now, then.facts),
    }
