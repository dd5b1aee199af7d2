"""THE declarative place: columns, tables, books and vocabularies; everything else follows from them."""
