"""What is done with policy on a page."""
