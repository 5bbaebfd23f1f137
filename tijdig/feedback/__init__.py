"""Tell the partner what may be told, once, and nothing else (R-TER-1..4)."""
