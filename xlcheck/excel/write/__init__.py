"""Workbooks that the tool lays out itself.

``write_…`` makes a workbook, ``add_…`` adds a sheet or a chart to it, ``put_…`` puts cells or a picture on a sheet.
"""
