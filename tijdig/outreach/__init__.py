"""Reaching the resident: letters, messages, visits and the answers that come back (R-OUT)."""
