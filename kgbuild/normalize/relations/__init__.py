"""Which relation a predicate tells, and what becomes of its other arguments."""
