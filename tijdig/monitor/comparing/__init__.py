"""Comparing gemeenten: figures of others come in, are protected, and are set beside our own (R-MON-5, R-MON-6)."""
