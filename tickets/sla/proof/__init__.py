"""Whether every stored clock is what its events say, asked by code that stores no clock.

Nothing here imports what starts, stops or measures clocks (``import-linter`` holds it): the time is
counted by an arithmetic of its own, the events are read by an evaluator of its own. So a mistake
there cannot hide here.
"""
