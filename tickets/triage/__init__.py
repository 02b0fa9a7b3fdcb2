"""What a ticket is: its category, how urgent, in which lane, and why."""
