"""A delivered file as a heading and numbered lines, whatever its form. Hostile files get one clear sentence."""
