"""全年预演: each draw of the year, its months, its people, who is responsible."""
