"""Feedback on a section: five faces and a text box, saved here and sent where asked.

Nothing personal is recorded: the section, the face, the text, the hour, and the version of the
course. `courseware feedback` summarises the files.
"""

from .gadget import ask
from .send import configure

__all__ = ["ask", "configure"]
