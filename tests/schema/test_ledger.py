"""A line of a ledger has a field for each column of its table."""

from dataclasses import fields

from xlcheck.model import Inspection
from xlcheck.schema.outputs.ledger import LEDGER

OF_THE_LINE = {"row", "cells"}
"""Fields that hold where a line stands and what is typed in it, not what a column says."""

WORKED_OUT = {LEDGER.publish_by.key}
"""Columns whose formula says what the tool works out by itself."""


def test_every_field_is_a_column_and_every_column_a_field():
    named = {field.name for field in fields(Inspection)} - OF_THE_LINE
    assert named == set(LEDGER.keys) - WORKED_OUT


def test_column_without_a_field_is_a_formula():
    assert {column.key for column in LEDGER if column.computed} == WORKED_OUT
