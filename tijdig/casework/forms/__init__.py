"""The forms of casework: filters of a list, acts on a zaak, closing."""
