"""The help pages. What a reader may not see answers like what is not there."""
