"""How long a notebook may take: long enough on a busy machine, too (nbclient gives outputs 4 s)."""

# Seconds, for NotebookClient and what is made of it.
PATIENCE = {"timeout": 600, "startup_timeout": 600, "iopub_timeout": 600}
