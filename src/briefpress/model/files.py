"""Names of files that a desk is known by."""

SETTINGS = "briefpress.yaml"
