"""Mistakes made on purpose."""
