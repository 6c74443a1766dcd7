"""Tools that every verb shares: files, text, headings, cells, safe HTML."""
