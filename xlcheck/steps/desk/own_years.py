"""Which of the years that stand beside a desk are its bureau's own: the shipped 2021 was put among them by 0.1.0."""

from __future__ import annotations

from xlcheck.model import Settings, XlcheckError
from xlcheck.samples.entities import each_entity
from xlcheck.samples.settings_2021 import are_those_of_2021
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.load import load_settings, read_tables

_PLACE = "2021"
"""The folder into which 0.1.0 put the example."""


def is_anothers_example(other: Desk, bureau: str) -> bool:
    """Say whether a desk is the shipped year, and no year of ``bureau``: that of another, or one of invented entities.

    One whose settings cannot be read is not: whoever reads it for more says why it cannot be.
    """
    settings = _settings(other)
    if settings is None or not are_those_of_2021(settings):
        return False
    return settings.bureau != bureau or (not other.practice and invented_entities(other) > 0)


def year_named(other: Desk, desk: Desk) -> str:
    """Return how a year that stands beside a desk is called on the screen: 2021 年度（示例） where it is another's."""
    is_example = other.root.name == _PLACE and is_anothers_example(other, bureau_of(desk))
    return f"{other.root.name} 年度{'（示例）' if is_example else ''}"


def left_example(desk: Desk) -> int:
    """Return how many entities of a desk are invented, where it is the shipped year as 0.1.0 put it among the years.

    0 of any other: of practice, and of the real year of the bureau of which the shipped one tells, whose registry has
    its own entities.
    """
    settings = _settings(desk)
    return invented_entities(desk) if settings and are_those_of_2021(settings) and not desk.practice else 0


def is_untouched_example(desk: Desk) -> bool:
    """Say whether a desk is that example, where it was put, and nothing was ever frozen on it: nobody's year."""
    return desk.root.name == _PLACE and left_example(desk) > 0 and not desk.journal.draws().events


def invented_entities(desk: Desk) -> int:
    """Return how many entities of the registry are those of the shipped year; 0 where they are not most of it.

    Codes and names are the same since 0.1.0: whoever entered their own entities over them has others.
    """
    try:
        registry = read_tables(desk, ENTITY_BOOK)[0][ENTITIES.key]
    except XlcheckError:
        return 0
    shipped = {(str(row[ENTITIES.code]), str(row[ENTITIES.name])) for row in each_entity()}
    count = sum((code, name) in shipped for _, code, name in registry.rows(ENTITIES.code, ENTITIES.name))
    return count if 2 * count > len(registry) else 0


def bureau_of(desk: Desk) -> str:
    """Return 单位名称 of a desk; empty where it cannot be read."""
    settings = _settings(desk)
    return settings.bureau if settings is not None else ""


def _settings(desk: Desk) -> Settings | None:
    try:
        return load_settings(desk)[0]
    except XlcheckError:
        return None
