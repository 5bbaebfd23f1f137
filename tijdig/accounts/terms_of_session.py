"""What the session remembers."""

GEMEENTE_IN_SESSION = "gemeente"
