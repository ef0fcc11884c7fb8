"""What to make, and why."""
