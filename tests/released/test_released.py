"""The sample year as version 0.1.0 wrote it is read, verified, collected and carried on."""

import json
from datetime import datetime
from hashlib import sha256

import pytest

from tests.released.desks import FIRST, copied
from tests.steps.helpers import draw, fill_ledger, published_codes, rows_of
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.schema.outputs.collect import COLLECTED_ROWS
from xlcheck.steps.collect.collect import collect
from xlcheck.steps.desk.desk import SILENT, Desk, Run
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.publish.withdraw import RowChoice, withdraw
from xlcheck.steps.send.send import send, sent_by_hand
from xlcheck.steps.verify.log import walk_desk
from xlcheck.steps.verify.repair import damages
from xlcheck.steps.verify.verify import verify_desk


@pytest.fixture
def desk(released, tmp_path):
    return copied(released(FIRST), tmp_path)


def differences(desk):
    results = verify_desk(Run(desk, datetime(2021, 3, 18, 9)))
    return [difference for result in results for difference in result.differences]


def at(desk, day):
    return Run(Desk(desk.root), datetime(2021, 3, day, 9))


def test_records_and_logs_are_verified(desk):
    assert differences(desk) == []
    assert damages(desk) == []
    log = walk_desk(at(desk, 12))
    assert (log.broken, log.records, len(log.lines)) == (None, 2, 4)


def test_pack_is_collected(desk, tmp_path):
    inbox = tmp_path / "收件"
    inbox.mkdir()
    (pack,) = desk.outbox.glob("*.zip")
    (inbox / pack.name).write_bytes(pack.read_bytes())
    collected = collect(inbox, datetime(2021, 3, 12, 9), SILENT, out=tmp_path / "汇总")
    assert collected.totals.refused == ()
    (unit,) = collected.totals.units
    assert unit.unit.bureau == "朔州市平鲁区交通运输局"
    at = [sheet.name for sheet in read_sheets(collected.book)].index(COLLECTED_ROWS.sheet)
    (extract,) = desk.outbox.glob("*/台账摘要.xlsx")
    sent, arrived = rows_of(extract), rows_of(collected.book, at)
    assert [row | {"单位名称": unit.unit.bureau} for row in sent] == arrived
    assert len(sent) == 2


def test_logs_are_continued_as_chains(desk):
    old = {log: log.read_bytes() for log in desk.archive.glob("*.jsonl")}
    run = at(desk, 12)
    draw(run, "05号")
    prepare(run)
    (ledger,) = run.desk.ledgers.glob("检查台账-05号.xlsx")
    public = published_codes(desk)
    added = fill_ledger(ledger, 2, inspected="2021-03-12")  # the day of the draw
    assert publish(at(desk, 12)).rows == 2
    withdraw(at(desk, 15), RowChoice("05号", (added[0],)), "登记在别的企业名下")
    assert published_codes(desk) == [*public, *added]
    assert send(at(desk, 16)).number == 2
    assert [mail.number for mail in sent_by_hand(at(desk, 17), 2)] == [2]
    for log, content in old.items():
        assert log.read_bytes().startswith(content)
        assert log.read_bytes() != content
        first = json.loads(log.read_text("utf-8").splitlines()[content.count(b"\n")])
        assert first["previous"] == sha256(content.splitlines()[-1]).hexdigest()
        assert first.get("above") in (None, sha256(content).hexdigest())
    assert differences(Desk(desk.root)) == []


def test_a_changed_line_of_an_old_log_is_found_once_it_is_continued(desk):
    (ledger,) = desk.ledgers.glob("检查台账-03号.xlsx")
    fill_ledger(ledger)
    publish(at(desk, 12))
    log = desk.journal.publication_log
    lines = log.read_text("utf-8").splitlines()
    log.write_text("".join(f"{line}\n" for line in [lines[0], *lines[2:]]), "utf-8")
    assert [d.where for d in differences(Desk(desk.root))] == ["公示日志第 4 行"]
