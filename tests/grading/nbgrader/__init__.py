"""Grading into nbgrader: its course, its gradebook, its folders."""
