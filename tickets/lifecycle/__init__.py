"""What a ticket is, which states it passes, who may move it, and what happened to it."""
