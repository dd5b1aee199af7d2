"""Ten districts report to one superior over a year, and some are not honest.

Each dishonest way is that of somebody who sits at the desk and may do there whatever he likes. What is expected of the
superior stands beside it: the codes of what it says, or how it holds the draws. Of the honest ones it says nothing
that accuses, whatever went wrong with them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tests.steps.collect.districts import District, arrive, collected, set_superior
from tests.steps.helpers import edited
from xlcheck.messages import Level, level, problem
from xlcheck.schema.outputs.collect import UNITS
from xlcheck.steps.collect.statements import NOTHING_SAID, Statements


@dataclass
class Office:
    """The superior: its folder and inbox, and what it was told on the telephone."""

    folder: Path
    keys: dict[str, list[str]] = field(default_factory=dict)

    @property
    def inbox(self) -> Path:
        """Where mails are put."""
        return self.folder.parent / "收件"

    def take(self, mail: Path, at: datetime) -> None:
        """A mail arrives."""
        arrive(self.inbox, mail, at)

    def collect(self, now: datetime, said: Statements = NOTHING_SAID):
        """Collect what is there, and note what is typed."""
        return collected(self.inbox, now, said)


@dataclass(frozen=True)
class Way:
    """What a district does in a year; ``codes`` and ``held`` are what the superior must say of it, if anything."""

    name: str
    play: Callable[[District, Office], None]
    honest: bool
    codes: frozenset[str] = frozenset()
    held: str = ""
    marks: str = ""


def play(ways, folder: Path, sample: Path) -> Iterator[tuple[Way, list[str]]]:
    """Play each way in a district of its own; yields the way with what the superior fails to say, or says wrongly."""
    office = Office(folder / "市局" / "全市汇总")
    set_superior(office.folder)
    districts = []
    for number, way in enumerate(ways, start=1):
        district = District(sample, folder / f"{number}", f"1407{number:02}", f"示例市第{number}区交通运输局")
        shutil.copytree(district.run.desk.root, district.home / "备份" / "2021")
        way.play(district, office)
        districts.append((way, district))
    list_units(office, [district for _, district in districts])
    done = office.collect(datetime(2021, 6, 7, 9))
    verdicts = {verdict.bureau: verdict for verdict in done.totals.verdicts}
    for way, district in districts:
        yield way, list(_missed(way, verdicts[district.bureau]))


def list_units(office: Office, districts) -> None:
    """Fill in 报送单位.xlsx: who is to report, and the keys that were confirmed."""

    def fill(sheet):
        header = next(row for row in sheet.iter_rows() if any(c.value == UNITS.bureau.title for c in row))
        columns = {cell.value: cell.column for cell in header}
        for at, district in enumerate(districts, start=header[0].row + 1):
            sheet.cell(at, columns[UNITS.bureau.title]).value = district.bureau
            sheet.cell(at, columns[UNITS.region.title]).value = district.region
            sheet.cell(at, columns[UNITS.fingerprints.title]).value = "、".join(office.keys.get(district.bureau, ()))

    edited(office.folder / "报送单位.xlsx", fill)


def _missed(way: Way, verdict) -> Iterator[str]:
    """Say what the superior does not say of a way, or says of an honest one."""
    findings = [*verdict.findings, *(f for _, found in verdict.refused for f in found)]
    said = {finding.code for finding in findings}
    if way.codes - said:
        yield f"没有指出 {'、'.join(sorted(way.codes - said))}，只有 {'、'.join(sorted(said))}"
    if way.honest:
        yield from (f"错怪：{problem(f)}" for f in findings if level(f) is Level.ERROR)
        if verdict.counting is None:
            yield "材料没有汇总"
    held = {draw.held.value for draw in verdict.draws if draw.draw.drawn_at}
    if way.held and held != {way.held}:
        yield f"收存应为{way.held}，现为{'、'.join(sorted(held))}"
    shown = "".join(f"{''.join(d.draw.marks)}名录变动{d.draw.moved}" for d in verdict.draws)
    if way.marks == "开奖日" and not re.search("开奖日.*以后放弃", shown):
        yield "没有列出开奖以后放弃"
    if way.marks == "名录变动" and not re.search(r"名录变动.*[1-9]", shown):
        yield "没有列出名录变动"
