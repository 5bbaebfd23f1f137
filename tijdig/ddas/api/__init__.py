"""What CBS collects: a token, and the data page by page (R-MON-9). FSC itself is left to deployment."""
