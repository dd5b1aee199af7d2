"""Which of the years that stand beside a desk are its bureau's own: the shipped 2021 was put among them by 0.1.0."""

from __future__ import annotations

from xlcheck.model import Settings, XlcheckError
from xlcheck.samples.settings_2021 import are_those_of_2021
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.load import load_settings


def is_anothers_example(other: Desk, bureau: str) -> bool:
    """Say whether a desk is the shipped year, and ``bureau`` is not the one of which that year tells.

    One whose settings cannot be read is not: whoever reads it for more says why it cannot be.
    """
    settings = _settings(other)
    return settings is not None and are_those_of_2021(settings) and settings.bureau != bureau


def bureau_of(desk: Desk) -> str:
    """Return 单位名称 of a desk; empty where it cannot be read."""
    settings = _settings(desk)
    return settings.bureau if settings is not None else ""


def _settings(desk: Desk) -> Settings | None:
    try:
        return load_settings(desk)[0]
    except XlcheckError:
        return None
