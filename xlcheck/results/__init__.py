"""What became of inspections: ledger, publish, remind, report, history, collect; pure."""
