"""A class: its answers gathered, its questions analysed, its students compared."""
