"""What tests of the commands ask of a desk on which something was drawn."""

from tests import journals
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.draw.archive import read_record

KIND = ("--kind", "不定向")


def record_of(folder, name):
    return read_record(folder / "抽取" / f"抽取记录-{name}.xlsx")


def events(folder):
    """What happened to each draw, in order; what happened to the desk is left out."""
    return [(e["event"], e["task_no"]) for e in journals.events(Desk(folder)) if "task_no" in e]
