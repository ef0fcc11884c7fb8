"""Names of files that a desk is known by, and the forms that briefs are printed in."""

from typing import Literal

SETTINGS = "briefpress.yaml"
Form = Literal["pdf", "large", "html", "json"]
