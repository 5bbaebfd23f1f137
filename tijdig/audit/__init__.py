"""Who did or saw what, when, and on what ground. Written once, never changed (R-BEW-4)."""
