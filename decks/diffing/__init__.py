"""What an edit of a deck means for those who learn from it."""
