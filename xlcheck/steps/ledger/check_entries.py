"""登记校验: what is wrong and missing in ledgers and 其他检查, told before anything goes out; nothing is written."""

from __future__ import annotations

from xlcheck.messages import error_text
from xlcheck.model import EntryProgress, LedgerEntries, Settings, XlcheckError
from xlcheck.steps.desk.answering import BOOK_SUFFIXES
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.ledger.read import TaskLedger, strays, task_ledgers, with_visits, without_faults


def check_entries(run: Run, settings: Settings) -> LedgerEntries | None:
    """Check the ledgers, as they were saved last, and the visits of 其他检查; every finding stands by itself.

    ``None`` where there are no ledgers, which costs a look into the folder, and nothing is to be said of 其他检查. A
    ledger that cannot be read keeps none of the others from being checked, and the workbooks neither.
    """
    if not any(path.suffix.lower() in BOOK_SUFFIXES for path in run.desk.ledgers.glob("*")):
        beside = with_visits(run, settings, ()).beside
        return LedgerEntries(beside, ()) if beside else None
    ledgers: list[TaskLedger] = []
    unread: list[str] = []
    try:
        tasks = drawn_tasks(Archive(run.desk)).values()
    except XlcheckError as error:
        return LedgerEntries((), (), (error_text(error),))
    for task in run.talk.each("校验 {} 的台账", tasks, lambda task: task.record.request.plan.task_no):
        try:
            ledgers += task_ledgers(run, settings, task, as_saved=True)
        except XlcheckError as error:
            unread.append(error_text(error))
    entries = with_visits(run, settings, ledgers)
    stray = () if unread else strays(run.desk, ledgers)  # whose ledgers were not read is not known
    progress = tuple(_progress(ledger) for ledger in entries.ledgers if ledger.sheet is not None)
    return LedgerEntries((*entries.findings, *stray), progress, tuple(dict.fromkeys(unread)))


def _progress(ledger: TaskLedger) -> EntryProgress:
    assert ledger.sheet is not None
    lines = ledger.sheet.lines
    complete = sum(line.complete for line in lines)
    begun = sum(line.begun and not line.complete for line in lines)
    faulty = len(lines) - len(without_faults(ledger.sheet, ledger.findings).lines)
    return EntryProgress(ledger.path.name, len(lines), complete, begun, faulty)
