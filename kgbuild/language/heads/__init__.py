"""What is read from the words' vectors on demand: roles of predicates, and antecedents of mentions."""
