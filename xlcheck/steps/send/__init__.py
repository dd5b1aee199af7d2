"""上报: the pack for the superior bureau, and the mails that carry it."""
