"""What a deck says, looked over: every finding with its code, and what finds it."""
