"""The student's side of a check: it asks what the student wrote, and describes what happens.

It knows no right answer and imports neither `helpers.exercises` nor `helpers.answers` nor
`helpers.checks.judging`: a grader runs it in a sandbox from which they are absent. All that goes in
and comes out is plain data (`wire`), in the forms of `helpers.checks.contract`.
"""
