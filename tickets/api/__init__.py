"""The API door: one file per resource, under ``/api/v1/``.

One address serves customers and staff alike; who calls decides what is seen and which action is
called. To add a resource: copy ``notes.py``, add its paths to ``urls.py``, and a row for each actor
to ``tests/matrix/api.py``.
"""
