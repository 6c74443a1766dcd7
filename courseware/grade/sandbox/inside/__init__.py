"""What runs in the sandbox. Imports `helpers` (without answers) and IPython, never nbgrader."""
