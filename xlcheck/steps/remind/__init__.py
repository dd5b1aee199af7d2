"""到期提醒: what is due when, and where the year stands."""
