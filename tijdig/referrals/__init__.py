"""The sociale kaart: which organisations can help a resident further, with what, and is there room (R-UIT-2)."""
