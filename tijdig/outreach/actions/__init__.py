"""Acts of outreach: print runs."""
