"""Figures of other gemeenten come in by a page: cubes, published figures, DDAS files, a list of own peers."""
