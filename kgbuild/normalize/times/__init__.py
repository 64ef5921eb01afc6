"""Expressions of time, and what they come to: a calendar, and rules from words to spans."""
