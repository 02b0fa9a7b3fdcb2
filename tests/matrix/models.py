"""The admin's pages of the models: who of the staff may look, add and delete.

Nobody outside the staff opens any of them, and an administrator opens them all. A model whose
pages are registered needs its line here.
"""

from tests.matrix.table import Caller

WHO = {
    "nobody": frozenset[Caller](),
    "staff": frozenset({Caller.AGENT, Caller.ELSEWHERE, Caller.SUPERVISOR}),
    "supervisor": frozenset({Caller.SUPERVISOR}),
}

TABLE = """
# model                          look        add         delete
account/emailaddress             nobody      nobody      nobody
auth/group                       nobody      nobody      nobody
consignment/consignment          staff       nobody      nobody
consignment/item                 staff       nobody      nobody
consignment/order                staff       nobody      nobody
consignment/payout               staff       nobody      nobody
consignment/payoutevent          supervisor  nobody      nobody
consignment/user                 nobody      nobody      nobody
knowledge_base/article           supervisor  supervisor  nobody
knowledge_base/articlerevision   nobody      nobody      nobody
knowledge_base/searchmiss        nobody      nobody      nobody
knowledge_base/section           supervisor  supervisor  nobody
knowledge_base/vote              nobody      nobody      nobody
mfa/authenticator                nobody      nobody      nobody
tickets/agent                    supervisor  nobody      nobody
tickets/calendar                 supervisor  supervisor  supervisor
tickets/category                 supervisor  supervisor  nobody
tickets/desksettings             supervisor  nobody      nobody
tickets/lanelimit                supervisor  supervisor  supervisor
tickets/measuretarget            supervisor  nobody      nobody
tickets/outboxentry              supervisor  nobody      nobody
tickets/policy                   supervisor  supervisor  supervisor
tickets/queue                    supervisor  nobody      nobody
tickets/skill                    supervisor  supervisor  nobody
tickets/team                     supervisor  nobody      nobody
usersessions/usersession         nobody      nobody      nobody
"""

PAGES = ("<path:object_id>/change/", "add/", "<path:object_id>/delete/")

# Whose pages there are, and who opens each of PAGES.
MODELS: dict[str, tuple[frozenset[Caller], ...]] = {
    model: tuple(WHO[word] for word in words)
    for model, *words in (line.split() for line in TABLE.strip().splitlines()[1:])
}
