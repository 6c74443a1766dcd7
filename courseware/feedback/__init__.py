"""``courseware feedback``: what students said about each section."""
