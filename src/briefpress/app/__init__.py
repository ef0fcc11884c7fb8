"""One module for each verb: the only code that joins files with thought."""
