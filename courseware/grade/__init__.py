"""``courseware grade``: run submissions in a sandbox, judge outside of it, keep the results."""

import sys

# jsonschema, which checks notebooks, takes this one too where it is installed, to check IRIs.
# Importing it takes over two seconds, in each of our processes, and no notebook's schema has IRIs.
sys.modules.setdefault("rfc3987_syntax", None)
