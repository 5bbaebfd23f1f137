"""Acts of delivering to DDAS."""
