"""Finished PDFs before judges that know nothing of briefpress."""
