"""The support desk.

**The walk of a ticket.** A door (site, admin, API, mail, chat, phone) parses what came in and calls
one function of ``actions/``. That function opens a transaction, locks the ticket and calls the
stages in order::

    conversation   the message is appended
    triage         category, tier, urgency and lane are decided, with reasons
    sla            clocks start, pause, resume, are met
    routing        the ticket is placed with somebody who has room
    satisfaction   the customer is asked, and a low rating makes a review due
    lifecycle      move() changes the state: the only door to it; history is written
    outbox         what must leave the house is recorded in the same transaction

Stages never call each other. Facts pass as return values, or as columns of the ticket.
After the commit the outbox rings a bell, and a worker delivers.
"""
