"""How facts differ or do not fit together: place, time, figure, wording, certainty, sense, stance."""
