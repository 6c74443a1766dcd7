"""How long notebooks and checks may take: long enough on a busy machine, too."""

# Seconds, for NotebookClient (which gives an output 4 s) and what is made of it.
PATIENCE = {"timeout": 600, "startup_timeout": 600, "iopub_timeout": 600}
# Seconds for a check (which gives an answer 5 s): a right answer is not wrong where others wait.
PATIENT = 60.0
