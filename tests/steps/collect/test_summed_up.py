"""全市汇总.xlsx of a city: one page that answers, sums that are those of their rows, a chart that can be read."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from tests.steps.collect.city import collected
from xlcheck.excel.write.collect import write_collection
from xlcheck.excel.write.collect.overview import MOST_BARS, SHEET
from xlcheck.model import CityCounts, CitySummary, CityTotals, ReportState, Unit, UnitReport
from xlcheck.results.collect import city_summary
from xlcheck.schema.outputs.collect import (
    COLLECT_TABLES,
    COLLECTED_BY_CATEGORY,
    COLLECTED_BY_UNIT,
    COLLECTED_UNIT_VALUES,
    COLLECTED_UNITS,
    COLLECTED_VALUES,
    COUNT_COLUMNS,
    UNITS,
)
from xlcheck.schema.table import Kind

A4 = "9"


@dataclass(frozen=True)
class City:
    book: openpyxl.Workbook
    path: Path
    totals: CityTotals
    summary: CitySummary


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    done = collected(tmp_path_factory.mktemp("city"), 20)
    summary = city_summary(done.totals, openpyxl_day(done.book))
    return City(openpyxl.load_workbook(done.book), done.book, done.totals, summary)


def openpyxl_day(path):
    """The day of the collection, as the page says it."""
    from datetime import date

    return date.fromisoformat(re.search(r"\d{4}-\d\d-\d\d", openpyxl.load_workbook(path)[SHEET]["A2"].value)[0])
