"""What the session remembers."""

GEMEENTE_IN_SESSION = "gemeente"
BEGUN, SEEN = "begonnen", "gezien"  # seconds since 1970: of the log-in, and of the last act
