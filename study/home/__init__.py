"""What Home tells: counts, topics and the weakest of them, kept until something has happened."""
