"""Who may open what: every address of the project, for every kind of caller, by every method.

One file a door: ``api.py``, ``public.py``, ``desk.py``, ``models.py`` for the admin's pages of the
models, and ``other.py`` for what is not the desk's own. To add an address, add its lines to the
table of its door; a route without a line fails the test, and so does a line without a route.

A line says: the method, what of the world fills the blanks of the address (``world.py``; several
joined by ``+``, ``-`` for nothing), and the status that each caller gets, in this order:

    anonymous   nobody is logged in
    owner       the buyer whose tickets, order and so on the world holds
    other       another buyer
    consignor   whose item and payout the world holds
    guest       who followed the mailed link to the guest's ticket; their app sends its secret
    agent       an agent of the team to which the tickets' queue is restricted
    elsewhere   an agent of no team: for this one the tickets do not exist
    supervisor  a supervisor of the team
    editor      writes the help centre, and knows no tickets but their own
    administrator  of the team; on tickets a supervisor
    reader      of the team; sees what the agent sees and changes nothing
"""
