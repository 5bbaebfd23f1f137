"""The demo: a synthetic town and its partners, and the years they have behind them."""
