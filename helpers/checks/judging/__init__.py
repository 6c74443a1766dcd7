"""The judge's side of a check: are the answers right, and if not, what is to be said?

It sees no student's object, only the report that `helpers.checks.asking` made of it, here or in
another process. It is never in a grading sandbox.
"""
