"""Move what figures show, in words, out of the code that students read.

Authors write ``helpers.show(ax, alt="...")``. That sentence tells the result, so the notebooks say
``helpers.show(ax, "Exercise 1.1")`` there, and one folded cell near the top has all sentences.
"""
