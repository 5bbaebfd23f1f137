"""Tijdig: vroegsignalering van schulden, from a partner's file to a told partner."""

__version__ = "0.1.0"
