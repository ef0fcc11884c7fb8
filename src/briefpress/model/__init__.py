"""The desk's words as values: what may be said, before anyone decides what is printed."""
