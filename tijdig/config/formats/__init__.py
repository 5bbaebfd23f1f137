"""How dates, times and numbers are read and written per language, where Django's own way is not ours."""
