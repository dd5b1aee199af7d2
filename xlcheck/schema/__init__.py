"""The declarative place: columns, tables, books, code lists, and how a cell is read."""
