"""Finds, checks and runs the queries; rows with evidence."""
