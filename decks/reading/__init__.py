"""From the files of a deck to what they say: bytes, YAML as a located tree, the parts it includes, and each field checked."""
