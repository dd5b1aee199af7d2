"""What one end sends the other takes: the drafts of a desk, saved as mails, are a whole pack at the bureau above."""

import shutil
from dataclasses import replace
from datetime import date, datetime

from tests.steps.helpers import fill_ledger, rows_of, set_unit
from xlcheck.excel.fill.type_in import type_in
from xlcheck.messages import problem
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.collect.collect import collect
from xlcheck.steps.desk.desk import SILENT
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.report.report import report
from xlcheck.steps.send.send import send


def test_drafts_of_a_desk_are_a_whole_pack_at_the_bureau_above(ledger_desk, tmp_path):
    run, _, path = ledger_desk
    first, *_ = fill_ledger(path)
    saturday = {LEDGER.inspected: date(2021, 2, 27), LEDGER.remark: "示例：企业要求"}
    type_in(path, LEDGER, {first: saturday})
    run = replace(run, now=datetime(2021, 3, 5, 9))
    publish(run)
    report(run)
    set_unit(run.desk.root, superior_mail="bureau@example.com")
    packed = send(run, "示例密码-2021")
    inbox = tmp_path / "收件"
    inbox.mkdir()
    for mail in packed.drafts.glob("*.eml"):
        shutil.copy(mail, inbox)
    done = collect(inbox, datetime(2021, 3, 8, 9), SILENT)
    assert done.totals.refused == ()
    (note,) = done.totals.notes
    assert note.code == "pack.visits-explained"
    assert "2021-02-27 是周六；备注：示例：企业要求" in problem(note)
    (unit,) = done.totals.units
    assert (unit.pack.bureau, unit.pack.number) == ("朔州市平鲁区交通运输局", 1)
    assert [line.code for line in unit.pack.inspections] == [row["统一社会信用代码"] for row in rows_of(path)]
