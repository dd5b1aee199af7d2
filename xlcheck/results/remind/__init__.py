"""到期提醒: what must be done by which day, as lists and as a calendar."""
