"""`courseware build`."""
