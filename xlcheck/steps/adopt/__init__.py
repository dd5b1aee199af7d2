"""导入: a workbook of another layout becomes one of ours, beside it; adopted by one answer."""
