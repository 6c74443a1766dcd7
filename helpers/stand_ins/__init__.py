"""What stands in for earlier exercises: a module for each tutorial, a function for each exercise.

Each takes a `numpy.random.Generator` for its numbers and returns what takes the exercise's place.
That is *not* the right answer, so that nothing is given away: this is loaded where students' code
runs. But it behaves like one where it must: shapes, what is changed in place, concave where it is
maximised, bounded when it is called again and again. An answer that calls the earlier one is then
right if it gives what the reference gives with the same stand-in.
"""
