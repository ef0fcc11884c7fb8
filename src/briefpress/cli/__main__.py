"""`python -m briefpress.cli`."""

from briefpress.cli.running import main

main()
