"""Plain text: its head, its dateline, and what in it is no part of the article."""
