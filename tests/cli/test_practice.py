"""`sample` and `templates` write into folders of their own, and into none in which somebody is at work."""

import pytest

from tests.steps.desk.others import other_at_work
from tests.steps.helpers import contents
from xlcheck.steps.desk import lock


def test_sample_and_templates(tmp_path, xlcheck):
    code, out, _ = xlcheck("sample", tmp_path / "示例")
    assert (code, "√ 已生成" in out) == (0, True)
    code, _, err = xlcheck("sample", tmp_path / "示例")
    assert code == 2
    assert "已经存在" in err
    assert xlcheck("templates", tmp_path / "模板")[0] == 0
    assert {p.name for p in (tmp_path / "模板").iterdir()} == {"空白表", "表单"}


@pytest.mark.parametrize("command", ["sample", "templates"])
def test_folder_in_which_somebody_is_at_work__error(tmp_path, xlcheck, monkeypatch, command):
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    with other_at_work(tmp_path / "2021"):
        before = contents(tmp_path)
        code, _, err = xlcheck(command, tmp_path / "2021")
        assert (code, "还没有做完" in err) == (2, True)
        assert contents(tmp_path) == before


@pytest.mark.parametrize("below", ["", "附件", "附件/模板"])
def test_templates_on_a_desk_on_which_somebody_is_at_work__error(run, xlcheck, monkeypatch, below):
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    with other_at_work(run.desk.root):
        before = contents(run.desk.root)
        code, _, err = xlcheck("templates", run.desk.root / below)
        assert (code, "还没有做完" in err) == (2, True)
        assert contents(run.desk.root) == before
    assert xlcheck("templates", run.desk.root / below)[0] == 0


@pytest.mark.parametrize("below", ["", "2021"])
def test_demonstration_in_a_folder_in_which_somebody_is_at_work__error(tmp_path, xlcheck, monkeypatch, below):
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    with other_at_work(tmp_path / below):
        before = contents(tmp_path)
        code, _, err = xlcheck("demo", "--into", tmp_path)
        assert (code, contents(tmp_path)) == (2, before)
        assert "还没有做完" in err or "已经存在" in err
