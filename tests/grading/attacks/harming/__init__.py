"""The grader, its machine or other submissions are harmed, or help is fetched from outside."""
