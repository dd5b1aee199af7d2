"""Collecting a city: ``python -m tests.benchmarks.collecting [--bureaus 120] [--rows 300]``.

Every bureau sends what one drew and reported by the real steps, log and records among it, with a ledger of so many
rows, and has lodged a slip. A quarter of them and all of them are collected, in a process each: first when all is new,
then once more, as on any later day. Where the time a bureau grows, something goes with the square of them: the exit
code is 1 if it is doubled.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

MOST_RATIO = 2.0
NOW = datetime(2021, 12, 21, 9)


def drawn_pack(folder: Path) -> Path:
    """The folder of a pack of a bureau that drew and reported."""
    from tests.steps.collect.districts import District
    from xlcheck.steps.practice.sample import write_sample_desk

    sample = folder / "示例" / "2021"
    write_sample_desk(sample)
    district = District(sample, folder / "区")
    frozen, _ = district.freeze("03号", "05号")
    district.draw(frozen)
    district.send()
    (packed,) = (path.parent for path in district.run.desk.outbox.glob("*/上报单.xlsx"))
    return packed


def write_city(folder: Path, packed: Path, bureaus: int, rows: int) -> None:
    """An inbox with the pack and a slip of each bureau, and 报送单位.xlsx."""
    from tests.steps.collect.districts import set_superior
    from tests.steps.collect.lodged import SLIP, TASK
    from tests.steps.collect.packs import mailed, pack, usual, write_dispatch, zipped
    from tests.steps.helpers import edited
    from xlcheck.draws.lodging.slip import slip_json
    from xlcheck.steps.collect.packs import EXTRACT_FILE

    task = replace(TASK, plan_no="202114", task_no="14号")  # one that the packs do not tell of
    (folder / "收件").mkdir(parents=True)
    for number in range(bureaus):
        region = f"{140_600 + number}"
        root = folder / "打包" / region
        shutil.copytree(packed, root)
        shutil.copy(pack(folder / "行", region, rows=rows) / EXTRACT_FILE, root / EXTRACT_FILE)
        (root / "签名.json").unlink()
        (root / "上报单.xlsx").unlink()
        write_dispatch(root, usual(region))
        mailed(folder / "收件" / f"{region}.eml", zipped(root, folder / "打包" / f"{region}.zip"))
        slip = replace(SLIP, bureau=usual(region)["bureau"], frozen_at="2021-12-20 09:00 +08:00", tasks=(task,))
        slips = folder / "收件" / f"收存{region}"
        slips.mkdir()
        (slips / "收存单-1.json").write_text(slip_json(slip), "utf-8")

    def fill(sheet) -> None:
        for number in range(bureaus):
            said = usual(f"{140_600 + number}")
            sheet.cell(4 + number, 1).value, sheet.cell(4 + number, 2).value = said["bureau"], said["region"]

    set_superior(folder / "全市汇总")
    edited(folder / "全市汇总" / "报送单位.xlsx", fill)


def collect_once(folder: Path) -> None:
    """Collect, and print the seconds, the megabytes, and how many bureaus count."""
    from tests.steps.collect.districts import collected

    start = time.perf_counter()
    done = collected(folder / "收件", NOW)
    seconds = time.perf_counter() - start
    counted = sum(one.pack is not None for one in done.totals.units)
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10, counted)


def timed(folder: Path) -> tuple[float, int, int]:
    """Return what :func:`collect_once` prints, of a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.collecting", "--once", str(folder)]
    seconds, memory, counted = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), int(memory), int(counted)


def main(bureaus: int, rows: int) -> int:
    """Measure and print; returns the exit code."""
    worst = 0.0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        packed = drawn_pack(folder)
        took: dict[str, float] = {}
        for count in (bureaus // 4, bureaus):
            city = folder / f"{count}"
            write_city(city, packed, count, rows)
            for what in ("all is new", "once more"):
                seconds, memory, counted = timed(city)
                assert counted == count, f"{counted} of {count} bureaus count"
                ratio = seconds / count / took.setdefault(what, seconds / count)
                worst = max(worst, ratio)
                each = f"{seconds / count:.3f} s a bureau"
                print(f"{count:>4} bureaus, {what}: {seconds:6.2f} s {memory:4} MB {each} ratio {ratio:.2f}")
    return int(worst > MOST_RATIO)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--bureaus", type=int, default=120)
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--once", type=Path)
    arguments = parser.parse_args()
    if arguments.once:
        collect_once(arguments.once)
    else:
        sys.exit(main(arguments.bureaus, arguments.rows))
