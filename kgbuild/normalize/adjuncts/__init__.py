"""When and where each draft happened: times and places go to the predicates that they modify."""
