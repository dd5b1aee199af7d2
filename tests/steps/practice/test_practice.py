"""演练: whatever a practice desk gives out says so on every page, on screen and on paper."""

import re
import zipfile
from email import message_from_bytes, policy
from pathlib import Path

import docx

from xlcheck.model.practice import PRACTICE
from xlcheck.schema.outputs.send import DIGESTS, DIGESTS_SM3
from xlcheck.steps.check.check import check
from xlcheck.steps.desk.desk import PRACTICE_MARK
from xlcheck.steps.new.new import new_desk
from xlcheck.steps.practice.sample import PRINTED_PLAN

DATA = re.compile(
    rf"冻结\.json|抽样框-\d+\.txt|检查人员-\d+\.txt|抽取规则-\d+\.txt|名录变动-\d+\.txt|本年度检查-\d+\.txt|年初状态\.txt|名录状态\.txt|【演练】冻结收存单-[\d-]+\.json|SHA256SUMS\.txt|{DIGESTS}|{DIGESTS_SM3}|发件日志\.jsonl|抽取日志\.jsonl|公示日志\.jsonl|校验行数\.json"
    r"|证据\d+\.png|【演练】掷骰记录单-[\d-]+-扫描件\d\.png"
)
"""Files that are compared byte for byte, or copies of what staff gave as evidence; nobody prints them."""
SHEETS = re.compile(r"xl/(work|chart)sheets/[^/]+\.xml")
HEADERS = {"oddHeader": "<headerFooter", "evenHeader": 'differentOddEven="1"', "firstHeader": 'differentFirst="1"'}


def unmarked(path: Path) -> list[str]:
    """The parts of a file that could be shown or printed without the mark; the file itself where it is none known."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as package:
            sheets = {name: package.read(name).decode() for name in package.namelist() if SHEETS.fullmatch(name)}
        assert sheets
        return [f"{path} {name}" for name, sheet in sheets.items() if not is_marked_sheet(sheet)]
    if path.suffix == ".docx":
        sections = docx.Document(str(path)).sections
        return [str(path) for section in sections if PRACTICE not in "".join(p.text for p in section.header.paragraphs)]
    if path.suffix == ".html":
        return [] if is_marked_page(path.read_text("utf-8")) else [str(path)]
    if path.suffix == ".ics":
        shown = re.findall("^(?:SUMMARY|X-WR-CALNAME):.*$", path.read_text("utf-8"), re.MULTILINE)
        return [f"{path} {line}" for line in shown if PRACTICE not in line]
    if path.suffix == ".eml":
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        shown = [str(mail["Subject"]), *(part.get_filename() or "演练" for part in mail.walk())]
        return [f"{path} {line}" for line in shown if "演练" not in line]
    if path.name.startswith("消息"):
        parts = path.read_text("utf-8-sig").splitlines()[4::3]
        return [] if parts and all(PRACTICE in part for part in parts) else [str(path)]
    if path.suffix == ".zip":  # what is inside is looked at by itself
        return [] if "演练" in path.name else [str(path)]
    if path.parent.parent.name == "待发送" or path.name == PRACTICE_MARK:
        return [] if "演练" in path.read_text("utf-8") else [str(path)]
    return [] if DATA.fullmatch(path.name) else [str(path)]


def is_marked_sheet(sheet: str) -> bool:
    used = [name for name, sign in HEADERS.items() if sign in sheet]
    return bool(used) and all(re.search(f"<{name}>[^<]*{PRACTICE}", sheet) for name in used)


def is_marked_page(page: str) -> bool:
    """A line above everything, and a box that is printed on every page."""
    printed = page.partition("@media print")[2].partition("</style>")[0]
    box = re.search(r"\.practice::after ?{ ?content: ?attr\(data-mark\); ?position: ?fixed", printed)
    return '<p class="practice" data-mark="演练">演练' in page and box is not None


def test_everything_that_the_demonstration_makes_is_marked(whole_year, tmp_path):
    with zipfile.ZipFile(whole_year.packed.archive) as pack:
        pack.extractall(tmp_path)
    files = [p for p in whole_year.folder.rglob("*") if p.is_file()]
    files += [p for p in tmp_path.rglob("*") if p.is_file()]
    assert len(files) > 250
    of_pages = {".xlsx", ".docx", ".html", ".ics", ".eml", ".zip"}
    assert {p.suffix for p in files} == {*of_pages, ".json", ".jsonl", ".txt", ".png"}
    assert [part for path in files for part in unmarked(path)] == []


def test_a_desk_that_is_not_for_practice_is_not_marked(run):
    check(run, run.desk.root / PRINTED_PLAN, with_repairs=True)
    made = list(run.desk.checks.glob("*.xlsx"))
    assert len(made) == 3
    for path in made:
        with zipfile.ZipFile(path) as package:
            assert not any(
                "演练" in package.read(name).decode() for name in package.namelist() if SHEETS.fullmatch(name)
            )


def test_copies_of_workbooks_without_a_mark_are_marked(run):
    run.desk.mark_practice()
    check(run, run.desk.root / PRINTED_PLAN, with_repairs=True)
    made = {path.name[:2]: path for path in run.desk.checks.glob("*.xlsx")}
    assert set(made) == {"校验", "标注", "改正"}
    assert [part for path in made.values() for part in unmarked(path)] == []


def test_what_is_carried_over_from_practice_is_for_practice(run):
    folder = run.desk.root.parent
    assert not new_desk(folder / "2022", 2022, run).desk.practice
    run.desk.mark_practice()
    assert new_desk(folder / "2023", 2023, run).desk.practice
