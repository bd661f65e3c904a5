"""What cards and questions are put together from: asking, naming, explaining, and how a fact is shown."""
