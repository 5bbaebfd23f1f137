"""Match, weigh, attempt, close: one address, one zaak, one approach, one answer."""
