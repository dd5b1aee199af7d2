"""Checks, draws, records and publishes 双随机、一公开 inspections kept in Excel workbooks."""

__version__ = "0.2.0"
