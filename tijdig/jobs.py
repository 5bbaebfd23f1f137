"""Background entry points: each a few lines, safe to run twice, with ids as arguments."""
