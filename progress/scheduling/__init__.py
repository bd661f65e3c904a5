"""When to show a card again, and which cards first: FSRS-6, steps, spreading, queues."""
