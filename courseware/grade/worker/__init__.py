"""One submission is run and judged: the pool, the channel to the student's process, the verdict."""
