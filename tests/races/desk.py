"""A desk on which every step that writes has something to do, and what is there when it has been done."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import openpyxl

from tests import journals
from tests.cells import FIRST, cell
from tests.conftest import DECLARED, JANUARY
from tests.journals import still_public
from tests.mail.servers import USER
from tests.races.mail import PostOffice
from tests.results.cases import CLEAN
from tests.steps.helpers import draw, fill_ledger, put, rows_of, set_unit
from tests.steps.new import forms
from tests.steps.receipts import FINGERPRINT, write_receipt
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.journal.mail_events import GONE, MailStatus
from xlcheck.model import BureauNames
from xlcheck.reading.stamps import STAMP
from xlcheck.samples.picture import sample_picture
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, ITEM_BOOK, PLAN, PLAN_BOOK, SETTINGS_BOOK, WAIVERS
from xlcheck.steps.check.check import check
from xlcheck.steps.collect.collect import FILE_NAME as COLLECTED
from xlcheck.steps.collect.collect import FOLDER as COLLECTED_IN
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import OLD
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.lodge import write_slips
from xlcheck.steps.draw.source import game_source_of
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.new.new import new_desk
from xlcheck.steps.new.setup import form_of
from xlcheck.steps.practice.practice import place_of
from xlcheck.steps.practice.sample import write_sample_desk
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.send.outbox import mails
from xlcheck.steps.send.send import send

NOW = datetime(2021, 3, 8, 9)
"""When the steps run."""
COPIES = ("甲", "乙")
_PUBLISHED, _TYPED, _COPIED, _LEAVING = 3, 4, 2, 8
"""Rows of the ledger: published, typed in, typed into each copy from there on, and the first that drops out."""
_WITHOUT_YEAR, _NAME, _CODE = (
    cell(PLAN, PLAN.task_name, 8),
    cell(PLAN, PLAN.plan_name, 9),
    cell(ENTITIES, ENTITIES.code),
)
_WRONG_NAME, _RIGHT_NAME = (f"2021年朔州市平鲁区交通运输局抽查工作计划{ending}" for ending in ("007", "07"))
_WRONG_CODE, _RIGHT_CODE = "91140603MAY7YARROC", "91140603MAY7YARR0C"
_WHY = "示例：文件如此"
_NEW_ADDRESS = "示例新址"


@dataclass(frozen=True)
class World:
    """A folder with the desk and what people bring along; ``codes`` are those of the ledger's rows.

    Mails go to one ``office`` from all copies of a world, which it tells apart by the password: the folder.
    """

    root: Path
    codes: tuple[str, ...]
    office: PostOffice

    @property
    def home(self) -> Path:
        return self.root / "workbooks"

    @property
    def desk(self) -> Desk:
        return Desk(self.home / "2021")

    @property
    def ledger(self) -> Path:
        return self.desk.ledgers / "检查台账-04号.xlsx"

    def copy(self, root: Path) -> World:
        shutil.copytree(self.root, root)
        return replace(self, root=root)

    @property
    def mailed(self) -> Sequence[bytes]:
        """What came to the mail server from this desk."""
        return self.office.taken[password_of(self.root)]

    def events(self, kind: str, task_no: str) -> list[dict[str, object]]:
        return [e for e in journals.events(self.desk) if (e["event"], e.get("task_no", "")) == (kind, task_no)]

    def result_of(self, code: str) -> object:
        (row,) = [row for row in rows_of(self.ledger) if row["统一社会信用代码"] == code]
        return row["检查结果"]


def password_of(root: Path) -> str:
    """The password with which mails are sent from a folder."""
    return sha256(str(root).encode()).hexdigest()


def make_world(root: Path, office: PostOffice) -> World:
    """04号 is drawn, three rows published, one typed in; 01号 and 02号 are drawn, 03号 and 08号 frozen; a pack is made.

    The report has a warning that can be accepted, the first, and two that can be repaired, in two workbooks.
    """
    folder = root / "workbooks" / "2021"
    write_sample_desk(folder)
    server = {"mail_server": "127.0.0.1", "mail_port": str(office.port), "mail_security": "无", "mail_sender": USER}
    set_unit(folder, superior_mail="bureau@example.com", **server)
    run = Run(Desk(folder), JANUARY)
    draw(run, "04号")
    prepare(run)
    draw(run, "01号")
    books = ready_books(run)
    freeze_task(run, books, *tasks_of(books, ["03号"]), DECLARED)
    draw(run, "02号")
    awaited = game_source_of(run, "双色球2021040期", books.settings)
    freeze_task(run, books, *tasks_of(books, ["08号"]), awaited)
    slip = write_slips(run, books.settings)[-1].slip
    for number in range(2):
        write_receipt(root / f"回执{number}.json", slip, f"{JANUARY:{STAMP}}", serial=number + 1)
    ledger = run.desk.ledgers / "检查台账-04号.xlsx"
    codes = tuple(fill_ledger(ledger, _PUBLISHED))
    publish(Run(run.desk, datetime(2021, 3, 5, 9)))
    fill_ledger(ledger, _TYPED - _PUBLISHED, start=_PUBLISHED)
    for number, name in enumerate(COPIES):
        copy = root / f"副本-{name}.xlsx"
        shutil.copy(ledger, copy)
        fill_ledger(copy, _COPIED, start=_TYPED + _COPIED * number)
    packed = send(Run(run.desk, datetime(2021, 3, 5, 10)))
    for number in range(2):
        _write_export(run.desk.book(ENTITY_BOOK), root / f"导出{number}.xlsx", number)
        shutil.copy2(run.desk.book(ITEM_BOOK), root / f"来件{number}.xlsx")
    (root / "收件").mkdir()
    shutil.copy(packed.archive, root / "收件")
    for number in range(2):
        (root / f"照片{number}.png").write_bytes(sample_picture(number))
    (folder.parent / "待检查").mkdir()
    shutil.copy(folder / ENTITY_BOOK.filename, folder.parent / "待检查" / "送来的名录库.xlsx")
    put(folder / PLAN_BOOK.filename, {_NAME: _WRONG_NAME, _WITHOUT_YEAR: "道路旅客运输市场主体随机抽查方案"})
    put(folder / ENTITY_BOOK.filename, {_CODE: _WRONG_CODE})
    check(Run(run.desk, datetime(2021, 3, 5, 11)))
    codes = tuple(str(row["统一社会信用代码"]) for row in rows_of(ledger))
    return World(root, codes, office)


def _write_export(registry: Path, export: Path, number: int) -> None:
    """The registry as another system has it: one company has another address."""
    shutil.copy(registry, export)
    put(export, {cell(ENTITIES, ENTITIES.address, FIRST + 20 + number): _NEW_ADDRESS})


@dataclass(frozen=True)
class Step:
    """A step that writes: the command of the first and of the second person, and whether its effect is there."""

    name: str
    command: Callable[[World, int], Sequence[object]]
    happened: Callable[[World, int], bool]
    refusals: tuple[str, ...] = ()
    """Codes of the errors with which it gives way to what another step has done before it."""
    prepare: Callable[[World], None] = lambda _: None
    """Makes a copy of the world one on which the step has something to do."""
    agrees: Callable[[World], bool] = lambda _: True
    """What a person answers whom the step asks."""
    unlike: tuple[str, ...] = ()
    """Names of files that are not the same after each run: what tells of a kill, and what is typed into."""


def _frozen(world: World, number: int) -> bool:
    return len(world.events("freeze", "05号")) == 1 and (world.desk.draws / "抽取公告-05号.xlsx").exists()


def _drawn(world: World, number: int) -> bool:
    return len(world.events("draw", "03号")) == 1 and (world.desk.draws / "抽取记录-03号.xlsx").exists()


def _frozen_again(world: World, number: int) -> bool:
    return len(world.events("freeze", "01号")) == 2 and (world.desk.draws / "抽取公告-01号-第2次.xlsx").exists()


def _replaced(world: World, number: int) -> bool:
    codes = [e["withdrawal"]["codes"] for e in world.events("replacement", "04号")]
    records = len(list(world.desk.draws.glob("补抽记录-04号*.xlsx")))
    return codes.count([world.codes[_LEAVING + number]]) == 1 and records == len(codes)


def _lodged(world: World, number: int) -> bool:
    holders = [e["holder"] for e in journals.events(world.desk) if e["event"] == "lodged"]
    return holders.count(f"示例{COPIES[number]}") == 1


def _received(world: World, number: int) -> bool:
    serials = [e["number"][:9] for e in journals.events(world.desk) if e["event"] == "lodged" and e.get("file")]
    return serials.count(f"2021-000{number + 1}") == 1


def _scanned(world: World, number: int) -> bool:
    kept = [e["file"].rpartition(" ")[0] for e in journals.events(world.desk) if e["event"] == "scanned"]
    scan = (world.root / f"照片{number}.png").read_bytes()
    return [(world.desk.archive / "收存" / name).read_bytes() for name in kept].count(scan) == 1


def _corrected(world: World, number: int) -> bool:
    paths = [world.desk.draws / f"抽取记录-02号{ending}.xlsx" for ending in ("", "-作废1")]
    return len(world.events("correction", "02号")) == 1 and all(path.exists() for path in paths)


def _put_off(world: World, number: int) -> bool:
    events = [e["event"] for e in journals.events(world.desk)]
    return events.count("rescheduled") == 1 and len(list((world.desk.archive / "改期").glob("*.png"))) == 1


def _merged(world: World, number: int) -> bool:
    start = _TYPED + _COPIED * number
    results = {world.result_of(code) for code in world.codes[start : start + _COPIED]}
    return results == {CLEAN["result"]} and (world.desk.ledgers / "合并" / "合并说明-04号.xlsx").exists()


def _dated(world: World, number: int) -> bool:
    days = {row["统一社会信用代码"]: row["公示日期"] for row in rows_of(world.ledger)}
    public = {event.code for event in still_public(world.desk) if event.day == date(2021, 3, 5)}
    return {days[code] for code in public} <= {datetime(2021, 3, 5)}


def _retracted(world: World, number: int) -> bool:
    """The batch is logged as taken back once, and its folder stands in 旧版 whole."""
    batches = [one.batch[:3] for one in world.desk.journal.publications().retractions]
    files = {path.name for path in (world.desk.publications / OLD).glob("第1批_*/*")}
    return batches == ["第1批"] and "抽查结果公示.xlsx" in files


def _accepted(world: World, number: int) -> bool:
    sheet = openpyxl.load_workbook(world.desk.book(SETTINGS_BOOK))[WAIVERS.sheet]
    columns = [WAIVERS.columns.index(column) for column in (WAIVERS.row, WAIVERS.reason)]
    rows = list(sheet.iter_rows(FIRST, values_only=True))
    return [tuple(row[at] for at in columns) for row in rows if any(row)] == [("202106", _WHY)]


def _adopted(world: World, number: int) -> bool:
    return all(
        openpyxl.load_workbook(world.desk.book(book)).worksheets[0][name].value == right
        for book, name, right in ((PLAN_BOOK, _NAME, _RIGHT_NAME), (ENTITY_BOOK, _CODE, _RIGHT_CODE))
    )


def _updated(world: World, number: int) -> bool:
    """The address is in the registry, and each update that the log has is of the registry that the one before left."""
    updates = world.desk.journal.draws().updates
    addresses = [row["经营地址"] for row in rows_of(world.desk.book(ENTITY_BOOK))]
    follows = all(later.before == earlier.after for earlier, later in pairwise(updates))
    return addresses[20 + number] == _NEW_ADDRESS and follows and f"导出{number}.xlsx" in {u.source for u in updates}


def _brought_in(world: World, number: int) -> bool:
    """The list is whole, and its rows say from where they came."""
    rows = rows_of(world.desk.book(ITEM_BOOK))
    return len(rows) == len(rows_of(world.root / f"来件{number}.xlsx")) and all(row["原表位置"] for row in rows)


def _to_be_set_up(world: World) -> None:
    """A year that has no plan yet, with the form of one category filled."""
    desk = new_desk(
        world.home / "2031", 2031, trade="市场监管", names=BureauNames("示例县示例局", "示例局", "140622")
    ).desk
    forms.type_into(form_of(desk), {f"B{forms.FIRST}": "5%"})


def _public(world: World) -> list[str]:
    return [event.code for event in still_public(world.desk)]


def _packed(world: World, number: int) -> bool:
    packs = {mail.number for mail in mails(world.desk)}
    return packs in ({1, 2}, {1, 2, 3}) and len(list((world.desk.outbox / "待发送").glob("第*次"))) == 1


def _noted(world: World, number: int) -> bool:
    """The first pack is registered as sent by hand, or as sent by the server where that came first."""
    statuses = {mail.status for mail in mails(world.desk) if mail.number == 1}
    return statuses == {MailStatus.SENT if world.mailed else MailStatus.BY_HAND}


def _delivered(world: World, number: int) -> bool:
    """Some pack has gone out, and each mail that did by the server came there once."""
    of_packs: dict[int, set[MailStatus]] = {}
    for mail in mails(world.desk):
        of_packs.setdefault(mail.number, set()).add(mail.status)
    statuses = [mail.status for mail in mails(world.desk)]
    came_once = statuses.count(MailStatus.SENT) == len(world.mailed) == len(set(world.mailed))
    return came_once and any(of_pack <= {*GONE} for of_pack in of_packs.values())


def _there(find: Callable[[World], Path]) -> Callable[[World, int], bool]:
    return lambda world, _: find(world).exists()


def _plain(command: str, *options: str) -> Callable[[World, int], Sequence[object]]:
    """A command that wants the year's folder and nothing else."""
    return lambda world, _: [command, world.desk.root, *options]


ON_THE_DESK = (
    Step(
        "冻结",
        lambda w, _: ["draw", w.desk.root, "--task", "05号", "--freeze", "--kind", "不定向", "--dice",
                      "--moved", "示例原因"],
        _frozen,
    ),
    Step(
        "抽取",
        lambda w, n: ["draw", w.desk.root, "--task", "03号", "--kind", "不定向", "--moved", "示例原因",
                      "--number", f"现场掷骰=30719428650{n}"],
        _drawn,
        ("draw.meanwhile", "draw.source-missing"),
    ),
    Step(
        "放弃冻结",
        lambda w, _: ["draw", w.desk.root, "--task", "03号", "--abandon", "示例理由"],
        lambda w, _: len(w.events("abandon", "03号")) == 1,
        ("draw.nothing-to-abandon",),
    ),
    Step(
        "补抽",
        lambda w, n: ["replace", "04号", w.desk.root, "--entity", w.codes[_LEAVING + n], "--reason", "迁出",
                      "--evidence", w.root / f"照片{n}.png"],
        _replaced,
    ),
    Step(
        "登记收存",
        lambda w, n: ["lodge", w.desk.root, "--slip", "1", "--witness", f"示例{COPIES[n]}"],
        _lodged,
    ),
    Step(
        "登记回执",
        lambda w, n: ["lodge", w.desk.root, "--receipt", w.root / f"回执{n}.json", "--key", FINGERPRINT],
        _received,
    ),
    Step(
        "骰单存档",
        lambda w, n: ["lodge", w.desk.root, "--slip", "1", "--sheet", w.root / f"照片{n}.png"],
        _scanned,
    ),
    Step(
        "更正号码",
        lambda w, n: ["correct", w.desk.root, "--task", "02号", "--number", f"11112222333{n}", "--reason", "示例"],
        _corrected,
        ("correct.meanwhile", "correct.too-late"),
    ),
    Step(
        "改期",
        lambda w, _: ["correct", w.desk.root, "--issue", "双色球2021040期", "--day", "2021-06-01",
                      "--notice", w.root / "照片0.png", "--reason", "示例"],
        _put_off,
        ("correct.day-earlier",),
    ),
    Step(
        "台账",
        _plain("ledger"),
        _there(lambda w: w.desk.ledgers / "检查台账-01号.xlsx"),
    ),
    Step(
        "合并台账",
        lambda w, n: ["merge", w.root / f"副本-{COPIES[n]}.xlsx", "--desk", w.desk.root],
        _merged,
    ),
    Step(
        "公示",
        _plain("publish", "--yes"),
        lambda w, _: _public(w).count(w.codes[_PUBLISHED]) == 1,
    ),
    Step(
        "公示日期",
        lambda w, _: ["published", w.desk.root, "--batch", "第1批", "--day", "2021-03-05"],
        _dated,
        ("publish.no-such-batch",),
    ),
    Step(
        "撤回",
        lambda w, n: ["withdraw", "04号", w.desk.root, "--entity", w.codes[n], "--reason", "登记有误"],
        lambda w, n: w.codes[n] not in _public(w),
        ("withdraw.nothing", "withdraw.not-published"),
    ),
    Step(
        "收回",
        lambda w, _: ["retract", w.desk.root, "--batch", "第1批", "--reason", "附件用错"],
        _retracted,
        ("retract.nothing", "retract.no-such-batch", "retract.built-on", "retract.dated"),
    ),
    Step("到期提醒", _plain("status"), _there(lambda w: w.desk.reminders / "到期提醒.xlsx")),
    Step("消息", _plain("message"), _there(lambda w: w.desk.reminders / "消息.txt")),
    Step("统计", _plain("report"), _there(lambda w: w.desk.statistics / "进度与统计.xlsx")),
    Step("历年档案", _plain("history"), _there(lambda w: w.desk.histories)),
    Step("上报", _plain("send"), _packed),
    Step(
        "发件",
        _plain("send", "--mail"),
        _delivered,
        agrees=lambda w: bool(w.mailed),
        unlike=("workbooks/2021/存档/发件日志.jsonl", "workbooks/2021/上报/发件登记.xlsx"),
    ),
    Step("登记发件", lambda w, _: ["send", w.desk.root, "--done", "第1次"], _noted),
    Step("校验", _plain("check"), _there(lambda w: w.desk.checks / "校验报告.xlsx")),
    Step(
        "更新名录",
        lambda w, n: ["update", "名录库", w.root / f"导出{n}.xlsx", "--desk", w.desk.root, "--adopt"],
        _updated,
        ("update.changed",),
    ),
    Step(
        "比对名录",
        lambda w, n: ["update", "名录库", w.root / f"导出{n}.xlsx", "--desk", w.desk.root, "--compare"],
        lambda w, _: len(list(w.desk.updates.rglob("名录比对记录.xlsx"))) > 0,
    ),
    Step(
        "导入",
        lambda w, n: ["adopt", w.root / f"来件{n}.xlsx", "--desk", w.desk.root],
        lambda w, _: (w.root / "导入" / ITEM_BOOK.filename).is_file(),
    ),
    Step(
        "采用导入",
        lambda w, n: ["adopt", w.root / f"来件{n}.xlsx", "--desk", w.desk.root, "--adopt"],
        _brought_in,
        ("adopt.changed",),
    ),
    Step("接受问题", _plain("accept", "--number", "1", "--reason", _WHY), _accepted),
    Step("采用改正副本", _plain("check", "--adopt"), _adopted, ("check.changed",)),
    Step(
        "校验来件",
        lambda w, _: ["drop", "--desk", w.desk.root],
        _there(lambda w: w.home / "待检查" / "校验结果" / "校验报告-送来的名录库.xlsx"),
    ),
)  # fmt: skip
"""Steps that write into the year's folder."""

ELSEWHERE = (
    Step(
        "新建年度",
        lambda w, _: ["new", "2022", "--from", w.desk.root, "--into", w.home / "2022"],
        _there(lambda w: w.home / "2022" / "单位设置.xlsx"),
        ("desk.exists",),
    ),
    Step(
        "开办",
        lambda w, _: ["setup", w.home / "2031", "--adopt"],
        lambda w, _: len(read_sheets(w.home / "2031" / PLAN_BOOK.filename)[0].numbers) > len(("标题", "表头")),
        ("setup.plan-filled", "setup.changed"),
        prepare=_to_be_set_up,
    ),
    Step("全市汇总", lambda w, _: ["collect", w.root / "收件"], _there(lambda w: w.root / COLLECTED_IN / COLLECTED)),
    Step("演练", lambda w, _: ["practice", w.home], _there(lambda w: place_of(w.home).root / "单位设置.xlsx")),
)
"""Steps that write into folders of their own."""

AGAIN = Step(
    "重新抽取",
    lambda w, _: ["draw", w.desk.root, "--task", "01号", "--again", "示例理由", "--kind", "不定向",
                  "--freeze", "--dice", "--moved", "示例原因"],
    _frozen_again,
    ("draw.meanwhile",),
)  # fmt: skip
"""A task that is drawn is frozen once more, for another draw; whoever comes second finds it frozen."""
