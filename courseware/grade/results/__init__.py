"""What is kept of a run: points in the gradebook, the autograded folder, and our records."""
