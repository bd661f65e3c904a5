"""From documents to the draft of a deck: opened, their furniture left out, walked through, merged, written."""
