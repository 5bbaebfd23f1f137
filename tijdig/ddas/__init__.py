"""Deliver to DDAS: the message, its further checks and a rehearsal, a file, and what CBS collects (R-MON-9)."""
