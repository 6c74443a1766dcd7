"""Importing this leaves a slow import out of the process: for those that check many notebooks.

jsonschema, which checks notebooks, takes rfc3987_syntax along where it is installed, to check IRIs.
That takes seconds, and no notebook's schema has IRIs.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
