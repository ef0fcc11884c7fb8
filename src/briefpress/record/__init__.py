"""What is on disk and from what: whole files or none."""
