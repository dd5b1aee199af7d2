"""The offline package under wine: unzipped, double-clicked, a whole round by keyboard, workbooks dropped on it."""

import shutil
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests import journals
from tests.cells import FIRST, cell
from tests.cli.menu.scenes import SCENES
from tests.cli.menu.worlds import fresh
from tests.cli.seat import seen_at
from tests.desk_wine.windows import Missing, at_once, embeddable, environment, started, wheels
from tests.steps.helpers import contents, edited, fill_ledger, published_codes, rows_of, set_unit, unlocked
from xlcheck.schema.inputs import INSPECTOR_BOOK, INSPECTORS
from xlcheck.steps.check.drop import RESULTS, inbox
from xlcheck.steps.desk.desk import Desk, shipped
from xlcheck.steps.desk.lock import LOCK_NAME
from xlcheck.steps.desk.occupation import NOTE_NAME, read_note
from xlcheck.steps.install.bundle import ROOT, bundle
from xlcheck.steps.practice.sample import PRINTED_PLAN, write_sample_desk
from xlcheck.steps.remind.refused import FILE_NAME
from xlcheck.steps.verify.verify import verify_record

pytestmark = pytest.mark.wine
FOLDER = "平鲁区 交通局(2021)&工具"
LOGS = Path(__file__).parents[2] / ".ci" / "artefacts"

CHECK, FREEZE = ["校验", "0"], ["冻结", "", "掷骰", "", "0"]
DRAW = ["抽取", "", "示例甲", "三楼", "示例乙", "307194286503", "是", "0"]
LEAVE = ["0"]
AT_WORK = """
import sys
from pathlib import Path
from xlcheck.steps.desk.lock import at_work
with at_work(Path(sys.argv[1]), "抽取"):
    print("at work", flush=True)
    sys.stdin.readline()
"""
PASSWORD = "示例密码-2021"
SEND_WHOLE = (
    f"import sys, click.termui as c; c.hidden_prompt_func = lambda _: '{PASSWORD}'; "
    "from xlcheck.cli.main import run; run(['send', sys.argv[1], '--password'])"
)
"""Passwords are typed at a console, which wine does not have here."""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The unzipped package and a wine for it."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "wheels").mkdir()
    try:
        env = environment(folder / "wine")
        package = bundle(embeddable(folder), wheels(folder / "wheels"), folder / "package.zip").path
    except Missing as missing:
        pytest.skip(str(missing))
    with zipfile.ZipFile(package) as unzipped:
        unzipped.extractall(folder / FOLDER)
    home = folder / FOLDER / ROOT
    batch = home / "workbooks" / "双随机抽查.bat"
    assert "第一次使用" in started(batch, (), "0\n", env, home / "first.log")
    make_own(shutil.copytree(shipped("workbooks") / "2021", home / "workbooks" / "2021"))
    return home, env


def make_own(year):
    """Make the shipped year one of the bureau's own, not the example, whose people have certificates until today."""
    set_unit(year, document_no="示交字〔2021〕1号")

    def prolong(sheet):
        for row in range(FIRST, sheet.max_row + 1):
            sheet[cell(INSPECTORS, INSPECTORS.cert_to, row)] = date(2099, 12, 31)

    edited(year / INSPECTOR_BOOK.filename, prolong)


@pytest.fixture
def log(request):
    """What was on the screen; a test that passes takes it away."""
    return LOGS / f"{request.node.name}.log"


@pytest.fixture
def keys(office, log):
    """Double-click the runner, or drop files on it, and type lines."""
    home, env = office
    batch = home / "workbooks" / "双随机抽查.bat"
    return lambda *lines, files=(): started(batch, files, "".join(f"{line}\n" for line in lines), env, log)


@pytest.fixture
def desk(office):
    return Desk(office[0] / "workbooks" / "2021")


def test_whole_round_by_keyboard(office, desk, keys, log):
    said = keys(*CHECK, *FREEZE, *DRAW, "台账", "0", *LEAVE)
    for verdict in ("√ 没有错误", "√ 已冻结 01号", "√ 抽取 5 个任务", "√ 请在检查台账的白色各列"):
        assert verdict in seen_at(said, "按回车回到菜单", verdict)
    assert "0 退出" in seen_at(said, "请输入序号", "下一步：冻结第一批")
    assert "√ 没有错误，可以进行下一步。" in said
    assert "√ 抽取 5 个任务" in said
    assert "下一步：把第一批的检查安排发给检查人员、工作群" in said
    assert [e["event"] for e in journals.events(desk) if "task" in e] == ["freeze"] * 5 + ["reveal", "draw"] * 5
    records = sorted(desk.draws.glob("抽取记录-*.xlsx"))
    assert len(records) == 5
    assert all(verify_record(path).sound for path in records)

    ledger = desk.ledgers / "检查台账-01号.xlsx"
    today = datetime.now(UTC) + timedelta(hours=8)  # by the clock of the office's wall, as the draw was
    codes = fill_ledger(ledger, inspected=f"{today:%Y-%m-%d}")
    said = keys("公示", "是", "0", "", "上报", "0", "自检", "", *LEAVE)
    assert f"√ 本批公示 {len(codes)} 户" in said
    assert "√ 第 1 次上报，共 " in said
    assert "Python 3.11.9，pandas 2.2.3" in said
    assert sorted(published_codes(desk)) == sorted(codes)
    (pack,) = desk.outbox.glob("*.zip")
    with zipfile.ZipFile(pack) as packed:
        assert packed.testzip() is None

    home, env = office
    said = started(home / "app" / "python" / "python.exe", ["-X", "utf8", "-c", SEND_WHOLE, desk.root], "", env, log)
    assert "√ 台账全文已加密" in said
    (locked,) = desk.outbox.glob("*/台账全文.xlsx")
    whole = log.with_suffix(".xlsx")
    whole.write_bytes(unlocked(locked, PASSWORD))
    people = {(row["统一社会信用代码"], row["检查人员"]) for row in rows_of(whole)}
    assert people >= {(row["统一社会信用代码"], row["检查人员"]) for row in rows_of(ledger)}
    whole.unlink()
    log.unlink()


def without_refusals(root):
    """What a desk holds but for the note of what the menu could not do."""
    return {name: data for name, data in contents(root).items() if name != f"提醒/{FILE_NAME}"}


def test_workbooks_dropped_on_it_and_sent_ones_are_checked(tmp_path, desk, keys, log):
    """Names hold what cmd makes something of; of one it cuts off what stands behind a sign (wine loses % too)."""
    before = without_refusals(desk.root)
    dropped = [tmp_path / name for name in ("别人 的&表(1)^!.xlsx", "甲,乙;(2)!.xlsx", "丙&丁.xlsx")]
    sent = inbox(desk) / "某 科(乙)" / "100%&.xlsx"
    sent.parent.mkdir(parents=True)
    for path in (*dropped, sent):
        shutil.copy(desk.root / PRINTED_PLAN, path)
    said = keys("", "校验来件", "0", *LEAVE, files=dropped)
    assert said.count("错误 26 处") == 3
    assert "√ 校验 3 个文件，其中 3 个有错误或没有校验。" in said
    assert "√ 校验 1 个文件，其中 1 个有错误或没有校验。" in said
    assert "\\丙，没有校验。请核对文件名" in said
    results = inbox(desk) / RESULTS
    reports = [*(f"校验报告-{path.name}" for path in dropped[:2]), "某 科(乙)/校验报告-100%&.xlsx"]
    assert {path.relative_to(results).as_posix() for path in results.rglob("校验报告-*")} == set(reports)
    home = desk.root.parent
    assert all(str(path.relative_to(home)).replace("/", "\\") in said for path in results.rglob("*.xlsx"))
    printed = (desk.root / PRINTED_PLAN).read_bytes()
    assert [path for path in (*dropped, sent) if path.read_bytes() != printed] == []
    assert without_refusals(desk.root) == before
    log.unlink()


def test_second_program_at_work_is_named_and_waited_for(office, desk, keys, log):
    home, env = office
    if not desk.root.exists():
        keys(*LEAVE)
    before = contents(desk.root)
    program = [home / "app" / "python" / "python.exe", "-X", "utf8", "-c", AT_WORK, desk.root]
    with at_once(program, env) as other:
        assert other.stdout.readline().strip() == b"at work"
        note = read_note(desk.root)
        said = keys(*CHECK, *LEAVE)
        told = f"{note.who}从 {note.since} 起在"
        assert f"{told}做“抽取”，请稍候，最多等 10 秒" in said
        assert "等了 10 秒还没有做完；这一步没有运行，没有改动。" in said
        assert seen_at(said, "按回车回到菜单", "没有改动")
        assert contents(desk.root) == before
        assert read_note(desk.root) == note
        other.communicate(b"\n", timeout=60)
    assert [path for path in desk.root.iterdir() if path.name in (LOCK_NAME, NOTE_NAME)] == []

    with at_once(program, env) as other:
        assert other.stdout.readline().strip() == b"at work"
        note = read_note(desk.root)
    said = keys(*CHECK, *LEAVE)
    assert f"{note.who}从 {note.since} 起做的“抽取”中断了，没有做完；占用已解除，现在继续" in said
    assert "√ 没有错误" in said
    assert [path for path in desk.root.iterdir() if path.name in (LOCK_NAME, NOTE_NAME)] == []
    after = contents(desk.root)
    assert {name: after[name] for name in before if not name.startswith("校验/")} == {
        name: content for name, content in before.items() if not name.startswith("校验/")
    }
    log.unlink()


def test_input_that_ends_leaves_no_traceback(keys, log):
    said = keys("冻结")
    assert "Traceback" not in said
    assert "程序出错" not in said
    log.unlink()


def test_every_entry_that_asks_nothing_shows_its_verdict(desk, keys, log):
    """On a year of which nothing is drawn; what opens another program, or plays a practice, is left out."""
    others = [scene for scene in SCENES if scene.world is fresh and not scene.keys]
    scenes = sorted(
        (s for s in others if s.entry not in ("登记", "手册", "演练", "看示例")), key=lambda scene: not scene.refused
    )
    assert len(scenes) > 15
    for folder in (desk.root, inbox(desk)):
        shutil.rmtree(folder, ignore_errors=True)
    write_sample_desk(desk.root)
    make_own(desk.root)
    said = keys(*(line for scene in scenes for line in (scene.entry, "0")), *LEAVE)
    for scene in scenes:
        assert scene.verdict in seen_at(said, "按回车回到菜单", scene.verdict).replace("\n", ""), scene.entry
    log.unlink()
