"""The course on the web: JupyterLite, beside the book in ``docs/``."""
