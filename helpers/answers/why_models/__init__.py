"""Answers to the exercises of "Why models"."""
