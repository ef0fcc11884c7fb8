"""Making briefs again without anybody asking: `schedule` and `status`."""
