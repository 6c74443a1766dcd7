"""Points are taken that no right answer earned."""
