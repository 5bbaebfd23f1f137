"""Acts on the sociale kaart."""
