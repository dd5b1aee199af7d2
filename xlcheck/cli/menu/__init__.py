"""The menu of the program: where the year stands, and each step by its number."""
