"""What the numbers say: measures defined once, their targets, and what a dashboard shows."""
