"""Whether it happened: the one home of negation, modality and scope.

`predicates.signatures` says what a governing word does to what stands below it, `scope` how far negations,
hedges, modals and conditions reach, `reader` puts the two together for each predicate of a document.
"""
