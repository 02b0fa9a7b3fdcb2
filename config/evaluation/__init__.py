"""Measure triage and answers on anybody's data, without touching the desk's own.

A *subject* is one of them on a scratch store. ``serving.py`` speaks to the subjects line by line,
``manage.py evaluate`` runs one over a file; both go through the code that the desk itself runs.
One more subject is a class with ``Subject``'s two methods and a line in ``subjects.py``.
"""
