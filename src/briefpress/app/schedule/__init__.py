"""Making briefs again without anybody asking: `schedule` and `status`."""

TIED = "BRIEFPRESS_TIED"
"""Set for a build that must not outlive whoever began it, who holds the other end of its standard input."""
