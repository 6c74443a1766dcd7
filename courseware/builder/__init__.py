"""``courseware build``: from a tutorial's source to its solution and student notebooks.

In order: read and frame the source (`source`, `courseware.frame`), find its problems before
anything runs (`problems`), execute it (`execute`), take out what changes from run to run (`tidy`),
see that the solutions score full marks (`marks`), let nbgrader make the student's edition
(`release`), and move everything into place or compare it with what is there (`make`, `compare`).
"""
