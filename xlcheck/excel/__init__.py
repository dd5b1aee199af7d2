"""The only place that knows workbook files: reading, guarding, filling and laying out."""
