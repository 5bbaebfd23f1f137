"""Gemeenten, users, their roles and rights, and the row security between gemeenten."""
