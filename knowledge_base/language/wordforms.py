"""English words that a stemmer keeps apart though they are one. Pure.

PostgreSQL's stemmer (Snowball) cuts endings; "sent" and "send" have none in common, and American
and British spellings differ inside the word. Both the index and the question go through here.
"""

import re

# One line is one word: its first form stands for the others.
_LINES = """
    break broke broken
    buy bought
    choose chose chosen
    come came
    deal dealt
    fall fell fallen
    find found
    freeze froze frozen
    hide hid hidden
    hold held
    keep kept
    leave left
    lend lent
    lose lost
    pay paid payed
    sell sold
    send sent
    shrink shrank shrunk
    spend spent
    steal stole stolen
    swear swore sworn
    tear tore torn
    wear wore worn
    withdraw withdrew withdrawn
    write wrote written
    color colour
    gray grey
    jewelry jewellery
    center centre
    check cheque
    parcel package packet
    dispatch despatch
    counterfeit fake replica
    authorize authorise
    authorized authorised
    authorization authorisation
    unauthorized unauthorised
    cancel canceled canceling cancelled cancelling cancellation
    mail email e-mail
"""
_FORMS = {
    form: first
    for first, *others in (line.split() for line in _LINES.strip().splitlines())
    for form in others
}
_FORM = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, _FORMS))})(?![\w-])")


def base_forms(text: str) -> str:
    """Return ``text``, already normalised, with each form in the table turned into its first.

    >>> base_forms("you sold it and sent no money")
    'you sell it and send no money'
    """
    return _FORM.sub(lambda match: _FORMS[match.group()], text)
