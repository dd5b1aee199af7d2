"""Verification of 抽取公开 alone: the draw is recomputed from the page's data, and the page written once more.

A page is a function of the task that it tells of. So the task is read from what the page says, drawn again from the
data, and laid out by the page's format: every sign must be the same, those of its script and style too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from xlcheck.draws.formats import CURRENT, format_of
from xlcheck.draws.quota.arithmetic import percent_text
from xlcheck.draws.verification.days import wrong_day
from xlcheck.draws.verification.page_task import data_of, format_name, task_on, version_of
from xlcheck.draws.verification.page_text import PageText, is_practice, page_text
from xlcheck.draws.verification.written import first_difference
from xlcheck.messages import error_text
from xlcheck.model import Difference, DrawnTask, DrawRecord, RatioKind, XlcheckError

_DATA = "本页的数据"
_DIGEST = re.compile("[0-9a-f]{64}")
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?%")
_UNSOUND = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError)


def is_draw_page(html: str) -> bool:
    """Say whether a page is 抽取公开, sound or not."""
    page = page_text(html)
    return bool(page.data) or "抽取公开" in page.title


def verify_page(html: str) -> tuple[Difference, ...]:
    """Return the first differences of a page alone; empty where it is sound. Never raises."""
    page = page_text(html)
    try:
        drawn_task = task_on(page)
    except XlcheckError as error:
        return (Difference(f"按{_DATA}重新抽取", error_text(error), "能够重新抽取"),)
    except _UNSOUND:
        return (Difference(_DATA, "有缺少、多出或写错的项目", "程序写出的原样"),)
    record = drawn_task.record
    wrong = (*_of_fingerprints(record, page), *wrong_day(record), *_of_ratio(record))
    if wrong:
        return wrong
    found = html.replace("\r\n", "\n")
    return tuple(first_difference(found, _written(drawn_task, page, practice=is_practice(html))))


def older_page(html: str) -> tuple[str, str] | None:
    """Return version and format of a sound page in an older format than that of new draws."""
    page = page_text(html)
    written_in = format_name(data_of(page))
    return None if written_in == CURRENT.name else (version_of(page), written_in)


def _written(drawn_task: DrawnTask, page: PageText, *, practice: bool) -> str:
    """Return the page of a task; digests of what is not public stand in it as the page has them."""
    text = format_of(drawn_task.record.request).draw_page(drawn_task, practice=practice)
    for label, own in page_text(text).pairs:
        printed = page.fact(label)
        if label.endswith("内容摘要") and _DIGEST.fullmatch(printed):
            text = text.replace(own, printed)
    return text


def _of_fingerprints(record: DrawRecord, page: PageText) -> Iterator[Difference]:
    """Yield which of the page's data do not fit the fingerprints that it prints, and its seed line holds."""
    seed = page.claims.get("seed", "")
    for key, what, found in (
        ("frame_digest", "抽样框", record.frame_digest),
        ("rules_digest", "抽取规则", record.rules_digest),
    ):
        printed = page.claims.get(key, "")
        if printed and printed != found and printed in seed:
            yield Difference(f"{_DATA}（{what}）的指纹", found, printed)


def _of_ratio(record: DrawRecord) -> Iterator[Difference]:
    """Yield that the plan's words are another percentage than the rules have; other words of it are as printed."""
    ratio = record.request.plan.ratio
    if ratio is None or ratio.share is None or ratio.kind is not RatioKind.EXACT:
        return
    if _PERCENT.fullmatch(ratio.text) and Fraction(ratio.text[:-1]) / 100 != ratio.share:
        yield Difference("“抽查比例”", ratio.text, percent_text(ratio.share))
