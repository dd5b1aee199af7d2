"""Ledger, disclosure, deadlines and statistics; pure."""
