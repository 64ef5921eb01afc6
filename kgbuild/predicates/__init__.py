"""Who stands where in a clause, and what a governing word does to it: below factuality and extract, used by both."""
