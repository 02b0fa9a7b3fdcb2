"""How fast the desk is: measured over HTTP, on much data, beside bare endpoints of the same kind.

``manage.py benchmark`` calls these in order::

    database    a database of its own, beside the desk's and never the desk's
    loading     N tickets with four messages each, by COPY (copying, trade, stories, texts)
    serving     gunicorn with two workers and the settings of production (settings, urls, bare)
    client      the load, from a process of its own that knows nothing of Django
    works       what is measured, with its aim and its bare counterpart
    measuring   one work after the other; report shows them

A figure of one machine says little. Its ratio to the bare endpoint, measured in the same run, says
what our own code costs on any machine.
"""
