"""What was said: messages that the customer reads, and notes that only the staff reads."""
