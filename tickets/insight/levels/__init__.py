"""Levels adapt: what breaks its promise, comes undone, is rated low or is served better than asked
for becomes a proposal, with its evidence; a person takes it or puts it aside, and can take it back.
"""
