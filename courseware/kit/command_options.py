"""What several commands take on the command line."""

import click


def _name(context, parameter, value):
    """A folder's name, though the shell has put a slash behind it."""
    return value.rstrip("/") or value


assignment = click.argument("assignment", callback=_name)
db_url = click.option("--db-url", metavar="URL", help="Address of nbgrader's gradebook.")
