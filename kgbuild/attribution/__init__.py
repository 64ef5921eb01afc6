"""Who says so: the one home of reporting words, of the frames they make, and of quotations' speakers.

`reporting.csv` lists the words, `table` reads it. Extractors, quotations, coreference and times ask this
room and keep no lists of their own; what a stance does to polarity and modality is `factuality`'s to say.
"""

from kgbuild.attribution.table import Reporting, Stance, reporting

__all__ = ["Reporting", "Stance", "reporting"]
