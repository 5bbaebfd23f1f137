"""The chapters of a report, in the order of the chain: what came in, what was done, how it was counted."""
