"""Erase what has expired, every day, and keep the counts (R-BEW-1, R-BEW-2)."""
