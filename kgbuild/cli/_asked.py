"""What the questions are asked with on the example articles: for docs/questions.md and for Neo4j Browser."""

from __future__ import annotations

ASKED: dict[str, dict[str, str]] = {
    "between_periods": {
        "first_from": "2025-03-01",
        "first_to": "2025-03-08",
        "second_from": "2025-03-09",
        "second_to": "2025-03-31",
    },
    "cooperation_by_month": {"a": "Norway", "b": "Iceland"},
    "order_of_events": {"v": "sale of the Wisla Yard in Gdansk"},
    "stance_over_time": {"a": "United Kingdom", "v": "Norway"},
    "bridges": {"a": "Norway", "b": "United Kingdom"},
    "in_touch": {"x": "Kari Nordahl"},
    "neighbours": {"x": "Henrik Aasen"},
    "participants": {"v": "sale of the Wisla Yard in Gdansk"},
    "shortest_chain": {"a": "Jon Sigurdarson", "b": "Kari Nordahl"},
    "who_met_whom": {"from": "March 2025", "to": "April 2025"},
    "behind_edge": {"a": "Jon Sigurdarson", "edge": "MET", "b": "Kari Nordahl"},
    "why": {"a": "Iceland", "b": "Norway"},
    "bodies_of_listed": {"k": "2"},
    "left_out": {"n": "Norwegian government statement"},
    "refused_or_failed": {"x": "Jon Sigurdarson"},
    "close_circle": {"x": "Piotr Wolski"},
    "describe": {"x": "Erik Lund"},
    "known_by_name": {"known": "lund"},
    "leaders_of_body": {"b": "Solidna"},
    "names_and_titles": {"x": "Kari Nordahl"},
    "posts": {"x": "Henrik Aasen"},
    "intentions": {"a": "Norway"},
    "own_words": {"x": "Erik Lund", "topic": "oil"},
    "said": {"x": "Erik Lund"},
    "known_like": {"known": "lund"},
    "news": {"since": "2025-03-10", "to": "2025-03-31"},
    "promises": {"x": "Iceland"},
    "side_about_side": {"a": "Iceland", "b": "Norway"},
    "stances": {"v": "sale of the Wisla Yard in Gdansk"},
}
"""What is asked of each question that needs parameters; `first_report` gets a fact of two articles."""
