"""From an Edition to a View: numbers, dates, marks and citations become strings."""
