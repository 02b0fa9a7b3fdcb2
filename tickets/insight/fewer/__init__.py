"""Fewer questions: what is asked most and could be solved in the product becomes a proposal to
those who build it, with volume, trend and examples; once it is built, whether it is asked less.
"""
