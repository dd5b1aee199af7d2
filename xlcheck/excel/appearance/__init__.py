"""How a workbook shows what it holds, and what hides or disguises it."""
