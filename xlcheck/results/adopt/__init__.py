"""Another layout's columns as those of a table: which is which, and the rows that follow."""
