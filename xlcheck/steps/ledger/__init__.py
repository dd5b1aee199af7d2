"""台账: forms and ledgers of a draw made, read as staff have filled them, merged from copies."""
