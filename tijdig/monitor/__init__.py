"""Counting: the cube of a gemeente, its figures and its pages. Nothing here decides about anybody."""
