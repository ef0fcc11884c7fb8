"""Files in: bytes to nodes that know where they stood, nodes to records."""
