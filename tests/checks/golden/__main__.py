"""Writes the agreed findings of the printed plan again: ``python -m tests.checks.golden``."""

from tests.checks.test_plan_2021 import GOLDEN, findings_of, own_settings, told
from xlcheck.samples import plan_2021

if __name__ == "__main__":
    GOLDEN.write_text(told(findings_of(plan_2021.printed_rows(), own_settings())), "utf-8")
