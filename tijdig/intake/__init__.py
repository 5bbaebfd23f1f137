"""Receive, read, admit: from a partner's file to vroegsignalen, every line accounted for (R-INT-3)."""
