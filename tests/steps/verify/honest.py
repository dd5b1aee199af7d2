"""Honest years: somebody does what the program offers, in any order, and whatever came out of it is verified.

``python -m tests.steps.verify.honest [--years N] [--seed S]`` plays years of many steps each and prints what an honest
bureau was accused of.
"""

from __future__ import annotations

import argparse
import io
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from tests.cells import FIRST, cell
from tests.conftest import JANUARY
from tests.steps.collect.districts import close_company_of
from tests.steps.helpers import fill_ledger, put, rows_of
from tests.steps.receipts import write_receipt
from xlcheck.cli.main import run as xlcheck
from xlcheck.draws.formats.two.seed import issue_of
from xlcheck.draws.kind import KindChoice
from xlcheck.draws.randomness.games import GAMES
from xlcheck.model import ProofKind, XlcheckError
from xlcheck.reading.stamps import STAMP
from xlcheck.samples.picture import sample_picture
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK
from xlcheck.steps.correct.day import awaited_issues, put_off
from xlcheck.steps.correct.numbers import correct_numbers, drawn_numbers
from xlcheck.steps.correct.rebuild import put_back, rebuild, rebuildable
from xlcheck.steps.correct.restore import read_copy, restoration, restore
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.load import load_settings, load_year
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.draw import Attendance, WaitingSource, draw_task, waiting_sources
from xlcheck.steps.draw.freeze import FrozenTask, abandon, freeze_tasks
from xlcheck.steps.draw.kept_records import lost_records
from xlcheck.steps.draw.lodge import kept_slips, note_lodged, write_slips
from xlcheck.steps.draw.receipt import read_receipt, take_in_receipt
from xlcheck.steps.draw.scan import archive_sheet
from xlcheck.steps.draw.source import DICE_SOURCE, game_source_of, system_source
from xlcheck.steps.draw.tasks import choose_tasks, tasks_of
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.practice.sample import write_sample_desk
from xlcheck.steps.publish.publication_day import date_batch, published_batches
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.publish.withdraw import RowChoice, withdraw
from xlcheck.steps.replace.replace import DropOutReport, participants, replace_one
from xlcheck.steps.report.report import report
from xlcheck.steps.send.send import send, sent_by_hand

TASKS = ("01号", "02号", "03号", "04号", "06号", "08号", "11号")
GAMES_OFFERED = ("双色球", "大乐透", "七乐彩", "快乐8")
REASONS = ("停业", "迁出", "注销")
LAST_DAY = datetime(2021, 12, 20, 9)


@dataclass
class Year:
    """A desk on which an honest person works; ``done`` counts what was done, and what was refused with which code."""

    run: Run
    luck: Random
    away: Path
    done: Counter[str] = field(default_factory=Counter)
    story: list[str] = field(default_factory=list)
    serial: int = 0

    def pass_time(self) -> None:
        hours = self.luck.choice((0, 1, 3, 24, 24, 72, 240))
        moment = self.run.now + timedelta(hours=hours, minutes=self.luck.randrange(50))
        self.run = replace(self.run, now=min(moment, LAST_DAY))

    def act(self) -> None:
        """Do one thing after some time; what the program refuses in words does no harm."""
        [way] = self.luck.choices(list(WAYS), list(WAYS.values()))
        self.pass_time()
        try:
            outcome = way(self) or "done"
        except XlcheckError as error:
            outcome = error.code
        self.done[f"{way.__name__}: {outcome}"] += 1
        self.story.append(f"{self.run.now:{STAMP}} {way.__name__}: {outcome}")

    def one(self, things):
        """One of several things; raises as a refusal does where there is none."""
        things = list(things)
        if not things:
            raise XlcheckError("nothing")
        return self.luck.choice(things)

    @property
    def desk(self) -> Desk:
        return self.run.desk

    @property
    def waiting(self) -> list[FrozenTask]:
        draws, archive = self.desk.journal.draws(), Archive(self.desk)
        rows = [row for row in tasks_of(load_year(self.run)[0]) if draws.is_waiting(row.plan_no)]
        requests = (archive.frozen(row.task_no, draws.attempt(row.plan_no)) for row in rows)
        return [FrozenTask(request, self.desk.draws) for request in requests]

    def numbers(self, source: WaitingSource, slip_of_pen: bool = False) -> str:
        """What came out: the same each time for one issue, but for a slip of the pen."""
        if not source.is_typed:
            return ""
        if source.source.key == DICE_SOURCE.source.key:
            return " ".join(str(self.luck.randrange(10)) for _ in range(12))
        luck = Random(f"{source.source.key} {slip_of_pen}")
        return " + ".join(
            " ".join(str(n) for n in drawn_of(group, luck)) for group in GAMES[issue_of(source.source).game].groups
        )

    def picture(self) -> Path:
        """A photograph that nobody has handed in before."""
        self.serial += 1
        path = self.away / f"照片{self.serial}.png"
        path.write_bytes(sample_picture(self.serial))
        return path


def drawn_of(group, luck):
    """Numbers of one group of a game."""
    numbers = range(group.first, group.last + 1)
    if group.in_order:
        return [luck.choice(numbers) for _ in range(group.count)]
    # a special number is none of those beside which it is drawn: it is taken from the end, which the others leave free
    return [group.last] if group.beside else sorted(luck.sample(numbers[: len(numbers) - 1], group.count))


def freezes(year: Year) -> str | None:
    settings = load_settings(year.desk)[0]
    how = year.luck.random()
    if how < 0.3:
        source = DICE_SOURCE
    elif how < 0.4:
        source = system_source(year.run, "示例：停电")
    else:
        source = game_source_of(year.run, year.luck.choice(GAMES_OFFERED), settings)
    again = "示例：名录有误" if year.luck.random() < 0.2 else ""
    tasks = choose_tasks(year.run, sorted({year.luck.choice(TASKS) for _ in range(2)}), "")
    choice = KindChoice("", moved_reason="示例：名录核对")
    done = freeze_tasks(year.run, tasks, source, again, choice)
    write_slips(year.run, settings)
    return None if any(task for _, task in done) else "drawn already"


def draws(year: Year) -> None:
    task = year.one(year.waiting)
    sources = waiting_sources(year.run, [task])
    pen = year.luck.random() < 0.3
    numbers = {s.source.key: s.revealed[0] if s.revealed else year.numbers(s, pen) for s in sources}
    draw_task(year.run, task, numbers, Attendance("示例甲", "示例室", "示例乙"))


def corrects_numbers(year: Year) -> None:
    drawn = year.one(drawn_numbers(year.run))
    correct_numbers(year.run, drawn, year.numbers(drawn.source), "示例：抄错一个号码")


def gives_up(year: Year) -> None:
    task = year.one(year.waiting)
    abandon(year.run, choose_tasks(year.run, [task.request.plan.task_no], ""), "示例：任务取消", year.picture())


def lodges(year: Year) -> None:
    slip = year.one(kept_slips(year.desk))
    kind = year.luck.choice((ProofKind.WITNESS, ProofKind.STATED))
    note_lodged(year.run, slip.number, kind, "示例丙")


def is_answered(year: Year) -> None:
    slip = year.one(kept_slips(year.desk))
    year.serial += 1
    path = write_receipt(year.away / f"回执{year.serial}.json", slip, f"{year.run.now:{STAMP}}", serial=year.serial)
    take_in_receipt(year.run, read_receipt(year.run, path).receipt)


def scans(year: Year) -> None:
    archive_sheet(year.run, year.one(kept_slips(year.desk)).number, year.picture())


def puts_off(year: Year) -> None:
    issue = year.one(awaited_issues(year.run))
    put_off(year.run, issue, max(issue.day, year.run.now.date()) + timedelta(days=3), "示例：停售", year.picture())


def replaces(year: Year) -> None:
    row = year.one(tasks_of(load_year(year.run)[0], list(TASKS)))
    person = year.one(participants(year.run, row.task_no))
    codes, reason = ((person.code,), year.luck.choice(REASONS)) if person.code else ((), "请假")
    report_ = DropOutReport(codes, person.cert, reason, "示例说明", (year.picture(),), "示例甲")
    replace_one(year.run, row.task_no, report_)


def makes_ledgers(year: Year) -> None:
    prepare(year.run)


def inspects(year: Year) -> None:
    path = year.one(sorted(year.desk.ledgers.glob("检查台账-*.xlsx")))
    start = year.luck.randrange(max(1, len(rows_of(path))))
    fill_ledger(path, 2, start, inspected=f"{year.run.now:%Y-%m-%d}")


def publishes(year: Year) -> None:
    publish(year.run)


def dates(year: Year) -> None:
    date_batch(year.run, year.one(published_batches(year.run)).name, year.run.now.date())


def takes_back(year: Year) -> None:
    path = year.one(sorted(year.desk.ledgers.glob("检查台账-*.xlsx")))
    code = str(year.one(rows_of(path))["统一社会信用代码"])
    withdraw(year.run, RowChoice(path.stem.partition("-")[2], (code,)), "示例：登记有误")


def reports_above(year: Year) -> None:
    report(year.run)
    packed = send(year.run)
    if year.luck.random() < 0.5:
        sent_by_hand(year.run, packed.number)
    for path in (packed.archive, *packed.drafts.glob("*.eml")):
        keep(year, path)


def keep(year: Year, path: Path) -> None:
    """Somebody else has a copy of what was sent."""
    year.serial += 1
    shutil.copy(path, year.away / f"{year.serial:03d}-{path.name}")


def sends_slips(year: Year) -> None:
    for path in sorted((year.desk.draws / "收存").iterdir()) if (year.desk.draws / "收存").exists() else ():
        if path.suffix in (".zip", ".eml"):
            keep(year, path)


def closes_a_company(year: Year) -> None:
    close_company_of(year.desk.root, year.luck.choice(("驾", "货", "维", "客")))


def moves_a_company(year: Year) -> None:
    at = cell(ENTITIES, ENTITIES.address, FIRST + year.luck.randrange(300))
    put(year.desk.book(ENTITY_BOOK), {at: f"示例路{year.luck.randrange(99)}号"})


def loses_the_disk(year: Year) -> None:
    """An older backup is put in place, and what others have is taken over."""
    backups = sorted(year.away.glob("备份*"))
    copies = [path for path in sorted(year.away.glob("*.zip")) if "材料" in path.name or "收存" in path.name]
    if not (backups and copies):
        raise XlcheckError("nothing")
    home = year.desk.root.parent
    shutil.rmtree(home)
    shutil.copytree(backups[-1], home)
    restore(year.run, restoration(year.desk, read_copy(copies[-1])), "示例：硬盘损坏")


def mends_records(year: Year) -> None:
    """Records that are lost come back from the copies of others, or are computed again."""
    put_back(year.run)
    archive = Archive(year.desk)
    for copy in sorted(year.away.glob("*.zip")) if lost_records(archive) else ():
        with suppress(XlcheckError):
            restore(year.run, restoration(year.desk, read_copy(copy)), "示例：硬盘损坏")
    lost = rebuildable(archive, lost_records(archive))
    ready = [one for one, trouble in lost if trouble is None]
    if not ready:
        raise XlcheckError("nothing")
    rebuild(year.run, ready, "示例：硬盘损坏")


def backs_up(year: Year) -> None:
    year.serial += 1
    shutil.copytree(year.desk.root.parent, year.away / f"备份{year.serial:03d}")


WAYS: dict[Callable[[Year], str | None], int] = {
    freezes: 8,
    draws: 10,
    corrects_numbers: 2,
    gives_up: 1,
    lodges: 3,
    is_answered: 2,
    scans: 2,
    puts_off: 1,
    replaces: 4,
    makes_ledgers: 3,
    inspects: 4,
    publishes: 3,
    dates: 1,
    takes_back: 1,
    reports_above: 3,
    sends_slips: 2,
    closes_a_company: 2,
    moves_a_company: 1,
    backs_up: 1,
    loses_the_disk: 1,
    mends_records: 1,
}
"""What somebody does, and how often."""


def papers(year: Year) -> Iterator[Path]:
    """Everything that can be verified by itself: on the desk, and what others have."""
    desk = year.desk
    yield from sorted(path for path in desk.draws.glob("*") if path.suffix in (".xlsx", ".html"))
    kept = desk.draws / "收存"
    yield from sorted(kept.glob("冻结收存单*")) if kept.exists() else ()
    yield from sorted(year.away.glob("[0-9]*"))
    yield from sorted(year.away.glob("回执*"))


def accusations(year: Year) -> Iterator[str]:
    """What is said against an honest bureau, by its desk or by a paper alone."""
    targets = [*papers(year)]
    if year.desk.journal.draw_log.exists():
        targets.append(year.desk.root)
    for target in targets:
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            code = xlcheck(["verify", str(target)])
        if code != 0:
            yield f"{target.name}（{code}）：{said.getvalue()}"


def play(sample: Path, folder: Path, seed: int, steps: int) -> tuple[Year, list[str]]:
    """Play a year of so many steps; returns it and what it is accused of."""
    root = folder / "workbooks" / "2021"
    shutil.copytree(sample, root)
    (folder / "别处").mkdir()
    year = Year(Run(Desk(root), JANUARY), Random(seed), folder / "别处")
    for _ in range(steps):
        year.act()
    with suppress(XlcheckError):
        mends_records(year)
    return year, list(accusations(year))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--years", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, default=40)
    chosen = parser.parse_args()
    done: Counter[str] = Counter()
    accused = 0
    with tempfile.TemporaryDirectory() as work:
        sample = Path(work) / "2021"
        write_sample_desk(sample)
        for seed in range(chosen.seed, chosen.seed + chosen.years):
            folder = Path(work) / str(seed)
            folder.mkdir()
            year, wrong = play(sample, folder, seed, chosen.steps)
            done += year.done
            accused += bool(wrong)
            for text in (*year.story, *wrong) if wrong else ():
                print(f"seed {seed}: {text}")
            shutil.rmtree(folder)
    for what, count in sorted(done.items()):
        print(f"{count:5} {what}")
    print(f"{chosen.years} honest years of {chosen.steps} steps, {accused} accused")


if __name__ == "__main__":
    main()
