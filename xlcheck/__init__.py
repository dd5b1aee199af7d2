"""Checks, draws, records and discloses 双随机、一公开 inspections kept in Excel workbooks."""

__version__ = "0.1.0"
