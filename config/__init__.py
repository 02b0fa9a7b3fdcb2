"""The project: settings, doors of the web server, and what binds the apps together."""

import os

# Processes and threads share the cores already: an algebra library that takes all of them for each
# product of matrices makes everybody wait. Before numpy is imported, wherever it is first.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from config.celery import app as celery_app

__all__ = ["celery_app"]
