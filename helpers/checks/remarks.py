"""Remarks on right answers that could be better: `Exercise.remarks`.

remarks=(remarks.slow(0.2, "A loop over the neurons makes it slow: ..."),)
"""


def slow(seconds, sentence):
    """Remark on an answer that took more than so many seconds of computing on any probe."""

    def remark(probe, outcome):
        return sentence if outcome["took"] > seconds else ""

    return remark
