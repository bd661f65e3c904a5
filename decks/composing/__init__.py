"""Questions that are composed of several facts: three duties, the odd one out, selecting, sorting, supervision."""
