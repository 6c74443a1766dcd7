"""The courseware command: build, check, grade and report. Nothing a student needs."""
