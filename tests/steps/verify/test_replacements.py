"""A dishonest operator at a replacement: whatever is changed in log, archive or issued records is found."""

import shutil

import pytest

from tests import journals
from tests.steps.helpers import field, put
from tests.steps.verify.test_archive import cut, differing, folder, log, rewritten
from xlcheck.journal.chain import event_line
from xlcheck.model import XlcheckError
from xlcheck.samples.picture import sample_picture
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.replace.replace import DropOutReport, replace_one
from xlcheck.steps.verify.log import walk_desk


@pytest.fixture
def replaced(drawn, tmp_path):
    """The run with a company of 03号 replaced, and an inspector of another one."""
    run, done = drawn
    photo = tmp_path / "照片.png"
    photo.write_bytes(sample_picture())
    first, second = done.record.sample[:2]
    replace_one(run, "03号", DropOutReport((first.code,), "", "注销", evidence=(photo,)))
    team = next(t for t in done.record.teams if t.code == second.code)
    replace_one(run, "03号", DropOutReport((second.code,), team.certs[0], "请假"))
    return run


def kept(run, number=1):
    return folder(run) / f"补抽{number}"


def issued(run, number=1):
    return run.desk.draws / f"补抽记录-03号-{number}.xlsx"


def of_replacement(key, value):
    """Change what the log says of a replacement."""
    return lambda event: event.update({key: value}) if event["event"] == "replacement" else None


def without_the_first_replacement(run):
    lines = []
    for event in journals.events(run.desk):
        event.pop("previous")
        if event.get("number") != 1:
            lines.append(event_line(lines[-1] if lines else None, event))
    log(run).write_text("\n".join(lines) + "\n", "utf-8")


REPLACEMENT_TRICKS = {
    "last line cut": lambda run: log(run).write_text("\n".join(journals.lines(run.desk)[:-1]) + "\n", "utf-8"),
    "a replacement taken out of the log": without_the_first_replacement,
    "another company entered": lambda run: rewritten(run, of_replacement("entered", "91140603MA0K00001K")),
    "another team": lambda run: rewritten(run, of_replacement("teams", {})),
    "another number": lambda run: rewritten(run, of_replacement("number", 3)),
    "another time": lambda run: rewritten(run, of_replacement("time", "2021-02-01 09:00")),
    "another reason": lambda run: rewritten(
        run, lambda e: e["withdrawal"].update(reason="停业") if "withdrawal" in e else None
    ),
    "somebody else fell away": lambda run: rewritten(
        run, lambda e: e["withdrawal"].update(codes=["91140603MA0K00001K"]) if "withdrawal" in e else None
    ),
    "evidence changed": lambda run: (kept(run) / "证据1.png").write_bytes(sample_picture(2)),
    "evidence gone": lambda run: (kept(run) / "证据1.png").unlink(),
    "archived record gone": lambda run: (kept(run) / "补抽记录.xlsx").unlink(),
    "archived record of the other": lambda run: shutil.copy(issued(run, 2), kept(run) / "补抽记录.xlsx"),
    "issued record gone": lambda run: issued(run).unlink(),
    "issued record of the other": lambda run: shutil.copy(issued(run, 2), issued(run)),
    "issued record changed": lambda run: put(issued(run), {field(issued(run), "检查对象"): "示例改名有限公司"}),
    "issued record unreadable": lambda run: cut(issued(run)),
    "archived record unreadable": lambda run: cut(kept(run) / "补抽记录.xlsx"),
    "record of a replacement that was not": lambda run: shutil.copy(issued(run), issued(run, 3)),
    "archive gone": lambda run: shutil.rmtree(kept(run)),
}


@pytest.mark.parametrize("trick", REPLACEMENT_TRICKS)
def test_trick_with_a_replacement_is_found__error(replaced, trick):
    assert differing(replaced) == []
    REPLACEMENT_TRICKS[trick](replaced)
    assert differing(replaced)


def test_the_log_alone_is_held_against_records_of_replacements_too(replaced):
    assert (walk_desk(replaced).broken, walk_desk(replaced).records) == (None, 3)
    REPLACEMENT_TRICKS["last line cut"](replaced)
    assert walk_desk(replaced).broken


def test_log_that_tells_of_no_withdrawal__error(replaced):
    for number in (1, 2):
        issued(replaced, number).unlink()  # or its anchor would tell
    rewritten(replaced, of_replacement("withdrawal", {"codes": []}))
    with pytest.raises(XlcheckError, match=r"log\.broken"):
        drawn_tasks(Archive(replaced.desk))
    assert "抽取日志第 5 行（补抽 03号 第1次 2021-01-05 09:00）" in differing(replaced)


def test_log_whose_tasks_do_not_agree__error(replaced):
    for number in (1, 2):
        issued(replaced, number).unlink()
    rewritten(replaced, of_replacement("task_no", "05号"))
    assert "抽取日志 03号 第 1 次补抽 task_no" in {name.replace("05号", "03号") for name in differing(replaced)}
    rewritten(replaced, of_replacement("task", "202105"))
    assert differing(replaced)
