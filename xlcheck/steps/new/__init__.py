"""新建年度: a desk for a year, blank or carried over from an earlier one."""
