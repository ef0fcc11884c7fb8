"""Views to bytes: html, pdf and json."""
