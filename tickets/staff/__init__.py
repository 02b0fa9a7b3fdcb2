"""Who works here: agents, their teams and skills, whether they are there, and their room."""
