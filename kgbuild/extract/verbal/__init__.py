"""Claims of clauses: lexical verbs, forms of be, "have" of kin, verbs with an infinitive."""
