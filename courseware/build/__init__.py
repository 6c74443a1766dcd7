"""``courseware build``: from a tutorial's source to its solution and student notebooks.

In order: read the source (`source`) and put the common cells around it (`common_cells`), find its
problems before anything runs (`lint`), execute it (`execute`), take out what changes from run to
run (`tidy`), see that the solutions score full marks (`full_marks`), let nbgrader make the
student's edition (`release`), and move everything into place or compare it with what is there
(`make`, `compare`).
"""
