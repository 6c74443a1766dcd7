"""An nbgrader course: its configuration, what it released, and who handed something in."""
