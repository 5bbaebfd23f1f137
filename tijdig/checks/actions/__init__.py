"""Acts of checks: identify, decide on doubt, keep the lists, send on."""
