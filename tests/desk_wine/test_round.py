"""The offline package under wine: unzipped, double-clicked, a whole round by keyboard on the shipped desk."""

import zipfile
from pathlib import Path

import pytest

from tests.desk_wine.windows import Missing, double_clicked, embeddable, environment, wheels
from tests.steps.helpers import fill_ledger, published_codes
from xlcheck.steps.archive import Archive
from xlcheck.steps.bundle import ROOT, bundle
from xlcheck.steps.desk import Desk
from xlcheck.steps.verify import verify_record

pytestmark = pytest.mark.wine
FOLDER = "平鲁区 交通局(2021)&工具"
LOG = Path(__file__).parents[2] / ".ci" / "artefacts" / "wine.log"

CHECK, FREEZE = ["校验", "0"], ["冻结", "", "双色球2026001期", "示例甲、示例乙", "", "0"]
DRAW = ["抽取", "", "示例甲", "三楼", "3 9 14", "482913", "482914", "是", "0"]
LEAVE = ["0"]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The unzipped package and how to double-click its runner; the log is left only where something fails."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "wheels").mkdir()
    try:
        env = environment(folder / "wine")
        package = bundle(embeddable(folder), wheels(folder / "wheels"), folder / "package.zip").path
    except Missing as missing:
        pytest.skip(str(missing))
    home = folder / FOLDER
    with zipfile.ZipFile(package) as unzipped:
        unzipped.extractall(home)
    batch = home / ROOT / "workbooks" / "双随机抽查.bat"
    return batch, lambda *lines: double_clicked(batch, "".join(f"{line}\n" for line in lines), env, LOG)


def test_whole_round_by_keyboard(office):
    batch, keys = office
    desk = Desk(batch.parent / "2021")
    said = keys(*CHECK, *FREEZE, *DRAW, "台账", "0", *LEAVE)
    assert "首次运行" in said
    assert "√ 没有错误，可以进行下一步。" in said
    assert "√ 抽取 5 个任务" in said
    assert "下一步：检查，在第一批的台账中登记" in said
    assert [e["event"] for e in Archive(desk).events()] == ["freeze"] * 5 + ["reveal", "draw"] * 5
    records = sorted(desk.draws.glob("抽取记录-*.xlsx"))
    assert len(records) == 5
    assert all(verify_record(path).sound for path in records)

    codes = fill_ledger(desk.ledgers / "检查台账-01号.xlsx")
    said = keys("公示", "0", "上报", "0", "自检", *LEAVE)
    assert f"√ 本批公示 {len(codes)} 户" in said
    assert "√ 第 1 次上报，共 " in said
    assert "Python 3.11.9，pandas 2.2.3" in said
    assert sorted(published_codes(desk)) == sorted(codes)
    (pack,) = desk.outbox.glob("*.zip")
    with zipfile.ZipFile(pack) as packed:
        assert packed.testzip() is None
    LOG.unlink()


def test_input_that_ends_leaves_no_traceback(office):
    _, keys = office
    said = keys("冻结")
    assert "Traceback" not in said
    assert "程序出错" not in said
    LOG.unlink()
