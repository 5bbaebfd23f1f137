"""Acts of the functioneel beheerder: users and their roles, and the gemeente's own details (R-ROL-1, R-ROL-3)."""
