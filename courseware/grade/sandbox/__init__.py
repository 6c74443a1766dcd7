"""Where students' code runs: the wall around it, who starts it, and what it uses."""
