"""Files that people send: on their way, checked, and with their messages.

The walk of a file: ``uploads.create`` makes room for it, ``uploads.append`` takes its parts,
``checking.check`` looks at the whole by its content (never by its name or by what was declared) and
makes pictures anew, ``attaching.attach`` gives it to a message. From there on it is read only by
who may read the ticket.

Bytes lie in Django's default storage under names that nobody can guess and no user chose. They are
written before the row that names them and deleted after it: a transaction that is taken back loses
no file and leaves none behind that ``purging`` would not find.
"""
