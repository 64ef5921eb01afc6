"""Which records are compared, how, and which are put together."""
