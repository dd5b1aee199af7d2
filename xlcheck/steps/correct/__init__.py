"""更正: what went wrong honestly is put right by an event with a reason, and said on the record."""
