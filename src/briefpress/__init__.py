"""One curated evidence base, printed as different briefs for different readers."""

__version__ = "0.1.0"
