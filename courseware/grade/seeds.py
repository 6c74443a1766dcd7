"""The seeds of a submission: the same for the same notebooks, and nobody's guess.

Each is an HMAC of the course's secret, which stays in the gradebook's database. So whoever grades
a submission again asks it the same questions, also with another version of the grader.
"""

import hmac
import json


def questions(secret: bytes, assignment: str, student: str, digest: str) -> int:
    """Return the seed of the fresh probes, below 2**64; it is never in the sandbox.

    `secret` is the course's, `digest` that of the submitted notebooks alone.
    """
    return _seed(8, secret, "questions", assignment, student, digest)


def generators(secret: bytes, assignment: str, student: str, digest: str) -> int:
    """Return the seed, below 2**32, of Python's and NumPy's global generators in the process.

    The student's code can read it, by the generators' state: it tells nothing of the questions.
    """
    return _seed(4, secret, "generators", assignment, student, digest)


def _seed(size: int, secret: bytes, *words: str) -> int:
    # As JSON, so that no two lists of words are the same text.
    digest = hmac.digest(secret, json.dumps(words).encode(), "sha256")
    return int.from_bytes(digest[:size], "big")
