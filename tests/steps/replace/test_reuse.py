"""One photo proves one drop-out: evidence that was given for somebody else is refused, in whatever task or attempt."""

import pytest

from tests import journals
from tests.steps.helpers import contents, draw, sentence
from tests.steps.ledger.test_arrangement import add_task, set_policy
from xlcheck.samples.picture import sample_picture
from xlcheck.steps.desk.known import FROZEN_NAME
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.replace.replace import DropOutReport, replace_one


@pytest.fixture
def photo(tmp_path):
    """Make a photo of its own for each number."""

    def made(number=1):
        path = tmp_path / f"照片{number}.png"
        path.write_bytes(sample_picture(number))
        return path

    return made


def gone(code, *evidence, cert=""):
    return DropOutReport((code,), cert, "请假" if cert else "迁出", evidence=evidence)


def test_evidence_of_another_company_is_refused_and_named__error(desk, photo, tmp_path):
    run, record, _ = desk
    first, second = record.sample[:2]
    replace_one(run, "01号", gone(first.code, photo()))
    before = contents(run.desk.root)
    copy = tmp_path / "另一张.png"
    copy.write_bytes(photo().read_bytes())
    said = sentence(replace_one, run, "01号", gone(second.code, photo(2), copy))
    assert f"“另一张.png”已经用在 01号 第 1 次补抽，是{first.name}（{first.code}）退出的证据" in said
    assert contents(run.desk.root) == before
    replace_one(run, "01号", gone(second.code, photo(2)))


def test_evidence_of_another_task_or_attempt_or_of_an_inspector_is_refused__error(desk, photo):
    run, record, _ = desk
    team = record.teams[0]
    person = next(i for i in record.request.inspectors if i.cert == team.certs[0])
    replace_one(run, "01号", gone(team.code, photo(), cert=person.cert))
    again = draw(run, "01号", again="示例理由").record
    other = draw(run, "03号").record
    for task, code in (("01号", again.sample[0].code), ("03号", other.sample[0].code)):
        assert f"是{person.name}（{person.cert}）退出的证据" in sentence(replace_one, run, task, gone(code, photo()))
    replace_one(run, "01号", gone(again.sample[0].code, photo(2)))
    said = sentence(replace_one, run, "03号", gone(other.sample[0].code, photo(2)))
    assert "已经用在 01号（第 2 次抽取） 第 1 次补抽" in said


def test_a_name_that_the_archive_does_not_tell_is_a_code__error(desk, photo):
    run, record, _ = desk
    first, second = record.sample[:2]
    replace_one(run, "01号", gone(first.code, photo()))
    (Archive(run.desk).folder("01号", 1) / FROZEN_NAME).unlink()
    assert f"是{first.code}退出的证据" in sentence(replace_one, run, "01号", gone(second.code, photo()))


def test_one_company_may_use_it_in_several_tasks__ok(run, photo):
    set_policy(run, 同批次合并检查="是")
    add_task(run, 抽查比例="80%", 抽查事项="客运车辆技术状况专项检查")
    first, second = draw(run, "01号").record, draw(run, "16号").record
    code = next(drawn.code for drawn in first.sample if drawn.code in {other.code for other in second.sample})
    for task in ("01号", "16号"):
        replace_one(run, task, gone(code.lower(), photo()))
    assert [event["event"] for event in journals.events(run.desk)].count("replacement") == 2


def test_the_same_file_twice_in_one_report_counts_once(desk, photo, tmp_path):
    run, record, _ = desk
    copy = tmp_path / "副本.png"
    copy.write_bytes(photo().read_bytes())
    done = replace_one(run, "01号", gone(record.sample[0].code, photo(), photo(2), copy, photo()))
    assert [line.split()[0] for line in done.task.replacements[0].drop_out.evidence] == ["证据1.png", "证据2.png"]
    names = {path.name for path in (Archive(run.desk).folder("01号", 1) / "补抽1").iterdir()}
    assert names == {"补抽记录.xlsx", "证据1.png", "证据2.png"}
