"""The texts of the house: found in the code, completed in the catalogue of each language (ADR 11)."""
