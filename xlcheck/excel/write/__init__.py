"""Workbooks that the tool lays out itself."""
