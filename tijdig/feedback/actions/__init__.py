"""Acts of feedback: put ready what may be told, and tell it once."""
