"""上报: the pack for the superior bureau, and the mails that take it there."""
