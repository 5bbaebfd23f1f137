"""Acts of privacy: erase what has expired."""
