"""全市汇总: which packs count, who has sent what, and the sums of what they hold."""

from xlcheck.results.collect.city import Standing, city_totals, unit_of_other_region, year_of
from xlcheck.results.collect.totals import city_summary

__all__ = ["Standing", "city_summary", "city_totals", "unit_of_other_region", "year_of"]
