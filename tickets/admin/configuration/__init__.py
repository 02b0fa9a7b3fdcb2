"""Configuration as pages that people understand, and what became of it: changes, undone."""
