"""What an audience may see and how a brief is chosen for it."""
