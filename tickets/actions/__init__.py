"""One use case per file: lock the ticket, call the stages in order, record.

Every door calls these and nothing below. An action opens the transaction, reads the ticket through
``visible_to(by)`` (not visible equals not there: ``Ticket.DoesNotExist``) and locks it first.
Time is an argument. Locks are taken in one order: tickets by id, dispute, payout, agent.
"""
