"""How it was for the customer: ratings, and reviews of the low ones."""
