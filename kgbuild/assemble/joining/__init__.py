"""Claims that report the same thing become one fact: keys, kindred relations, copies, dates, sources."""
