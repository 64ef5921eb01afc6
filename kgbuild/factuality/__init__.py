"""Whether it happened: the one home of negation, modality, signatures and scope.

`table` says what a governing word does to what stands below it, `scope` how far negations, hedges, modals
and conditions reach, `reader` puts the two together for each predicate of a document.
"""

# The parts of a clause (arguments, passives, partners, control) stand in `extract`, which asks this room in
# turn: loading that first makes the order of imports the same wherever one begins.
import kgbuild.extract  # noqa: F401
