"""The resident answers: a code on each letter, a page without a log-in, and the desk (R-OUT-6, R-OUT-7)."""
