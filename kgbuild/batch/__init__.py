"""Many texts at a time: what is read anew, in which processes, and how results wait for the ledger."""
