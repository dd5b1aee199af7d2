"""The draw: frame, quota, tickets, teams, record, verification; pure."""
