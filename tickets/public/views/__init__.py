"""One file per errand of the customer."""
