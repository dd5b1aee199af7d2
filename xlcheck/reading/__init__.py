"""Cells into typed tables, expressions into what they say, notices into a calendar; pure."""
