"""The expressions of a plan: each is read exactly, or asked about."""
