"""Where a ticket waits, who is next, and with whom it is placed."""
