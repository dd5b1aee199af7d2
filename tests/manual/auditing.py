"""怎样核验, without the program: what the public sampler and a calculation by hand give for the played draw."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from html import escape

from consistent_sampler import sampler

from tests.manual.played import Played
from tests.manual.tables import table
from xlcheck.draws.formats.one.howto import frame_filename
from xlcheck.model import DrawRecord
from xlcheck.steps.draw.archive import Archive

_DIGITS = 64
"""Digits to which the decimal number is padded."""


def by_public_program(played: Played) -> Iterator[str]:
    """The codes that the public program prints, from the frame file and the seed line."""
    record = _record(played)
    kept = Archive(played.desk).folder(record.request.plan.task_no, record.request.attempt)
    codes = (kept / frame_filename(record.request.task)).read_text("utf-8").split()
    drawn = list(sampler(codes, seed=f"{record.seed}|entity", output="id", take=len(record.sample)))
    assert drawn == [entity.code for entity in record.sample]
    yield "<pre>" + escape("\n".join(drawn)) + "</pre>"


def by_hand(played: Played) -> str:
    """Each step of the calculation for the first of the drawn companies, with its numbers."""
    record = _record(played)
    first = record.sample[0]
    begin = sha256(f"{record.seed}|entity".encode()).hexdigest()
    digest = sha256(f"{begin}{first.code}".encode()).hexdigest()
    decimal = f"{int(digest, 16):0{_DIGITS}d}"
    ticket = f"0.{decimal[::-1]}"
    assert ticket == first.ticket
    rows = (
        ("种子行（抽取记录上印的）", record.seed),
        ("种子行后面接“|entity”，算 SHA-256", begin),
        ("这一户的代码", first.code),
        ("第二行后面接代码，算 SHA-256", digest),
        (f"化为十进制，不足 {_DIGITS} 位的前面补零", decimal),
        ("倒过来写，前面加“0.”，就是签号", ticket),
    )
    return table(("怎样算", "得到"), rows)


def _record(played: Played) -> DrawRecord:
    return next(iter(Archive(played.desk).records().values()))
