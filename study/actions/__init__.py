"""What can be done in the app: every action declared once, and from there its key, palette entry, footer label and help."""
