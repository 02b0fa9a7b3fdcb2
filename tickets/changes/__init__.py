"""Changes of what staff configure: kept by triggers, read as groups, undone as new changes.

Knows no stage: a model says ``@tracked()`` of itself, and everything here follows.
"""
