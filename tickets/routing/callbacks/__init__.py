"""Calling customers back: numbers that can be called, slots with room, what became of each call."""
