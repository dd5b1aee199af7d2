"""补抽统计: how often somebody was replaced, by task, reason, entity and inspector; every replacement in a list."""

import openpyxl
import pytest

from tests.cells import cell
from tests.steps.check.test_drop_outs import row_of
from tests.steps.helpers import draw, put
from xlcheck.samples.picture import sample_picture
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK
from xlcheck.schema.outputs.report import REPLACEMENT_COUNTS, REPLACEMENT_LIST
from xlcheck.steps.replace.replace import DropOutReport, replace_one
from xlcheck.steps.report.report import report
from xlcheck.steps.send.send import send

COUNTS = ("count", "entities", "inspectors", "again", "differing")


@pytest.fixture
def photo(tmp_path):
    def made(number):
        path = tmp_path / f"照片{number}.png"
        path.write_bytes(sample_picture(number))
        return path

    return made


def rows(path, table):
    _, _, *lines = openpyxl.load_workbook(path)[table.sheet].iter_rows(values_only=True)
    listed = [dict(zip(table.keys, line, strict=False)) for line in lines]
    return [row for row in listed if row[table.keys[-1]] is not None or row[table.keys[2]] is not None]


def counts(path):
    """By what and which name -> the counts."""
    return {(row["by"], row["name"] or ""): tuple(row[key] for key in COUNTS) for row in rows(path, REPLACEMENT_COUNTS)}


def fills(path):
    sheet = openpyxl.load_workbook(path)[REPLACEMENT_LIST.sheet]
    return [line[0].fill.fgColor.rgb[-6:] for line in sheet.iter_rows(min_row=3)]


def test_a_year_without_replacements_says_so(run):
    done = report(run)
    assert counts(done.path) == {("合计", ""): (0, 0, 0, 0, 0)}
    assert REPLACEMENT_LIST.sheet not in openpyxl.load_workbook(done.path).sheetnames


def test_every_replacement_is_counted_and_listed_and_goes_to_the_superior(desk, photo):
    run, record, _ = desk
    first = record.sample[0]
    one = replace_one(run, "01号", DropOutReport((first.code,), "", "迁出", evidence=(photo(1),)))
    entered = one.task.replacements[0].entered
    replace_one(run, "01号", DropOutReport((entered.code,), "", "停业", evidence=(photo(2),)))
    row = row_of(run.desk.book(ENTITY_BOOK), ENTITIES, ENTITIES.code, entered.code)
    put(run.desk.book(ENTITY_BOOK), {cell(ENTITIES, ENTITIES.status, row): "停业"})
    team = record.teams[2]
    person = next(i.name for i in record.request.inspectors if i.cert == team.certs[0])
    replace_one(run, "01号", DropOutReport((team.code,), team.certs[0], "借调", evidence=(photo(4),)))
    again = draw(run, "01号", again="示例理由").record
    replace_one(run, "01号", DropOutReport((again.sample[1].code,), "", "注销", evidence=(photo(3),)))
    done = report(run)
    told = counts(done.path)
    assert told["合计", ""] == (4, 3, 1, 1, 2)
    assert told["按任务", "01号"] == (4, 3, 1, 1, 2)
    assert told["按原因", "迁出"] == (1, 1, 0, 0, 1)
    assert told["按原因", "停业"] == (1, 1, 0, 1, 0)
    assert told["按检查对象", f"{first.name}（{first.code}）"] == (1, 1, 0, 0, 1)
    assert told["按检查人员", person] == (1, 0, 1, 0, 0)
    listed = rows(done.path, REPLACEMENT_LIST)
    assert [(row["attempt"], row["number"], row["registry"], row["again"]) for row in listed] == [
        (1, 1, "不一致", "无"),
        (1, 2, "一致", "第 1 次"),
        (1, 3, "原因不需与名录核对", "无"),
        (2, 1, "不一致", "无"),
    ]
    assert listed[0]["came"] == entered.name
    assert listed[2]["came"].endswith("（1 户）")
    assert fills(done.path) == ["FFEB9C", "FFC7CE", "000000", "FFEB9C"]
    assert not any(team.certs[0] in text for text in texts_of(done.path))
    sent = next(path for path in send(run).files if path.name == done.path.name)
    assert counts(sent) == told


def texts_of(path):
    book = openpyxl.load_workbook(path)
    sheets = (book[table.sheet] for table in (REPLACEMENT_COUNTS, REPLACEMENT_LIST))
    return [str(value) for sheet in sheets for line in sheet.values for value in line if value is not None]
