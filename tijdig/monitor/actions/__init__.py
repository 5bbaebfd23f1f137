"""Acts of counting."""
