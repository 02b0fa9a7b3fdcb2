"""The admin's pages of the models: who of the staff may look, add and delete.

Nobody outside the staff opens any of them, and a superuser opens them all. The words: ``editor``,
``supervisor`` and ``admin`` mean these and those above them, ``desk`` whoever reads tickets.
A model whose pages are registered needs its line here.
"""

from tests.matrix.table import Caller

WHO = {
    "nobody": frozenset[Caller](),
    "admin": frozenset({Caller.ADMINISTRATOR}),
    "supervisor": frozenset({Caller.SUPERVISOR, Caller.ADMINISTRATOR}),
    "editor": frozenset({Caller.EDITOR, Caller.SUPERVISOR, Caller.ADMINISTRATOR}),
    "workers": frozenset({Caller.AGENT, Caller.ELSEWHERE, Caller.SUPERVISOR, Caller.ADMINISTRATOR}),
    "desk": frozenset(
        {
            Caller.AGENT,
            Caller.ELSEWHERE,
            Caller.SUPERVISOR,
            Caller.ADMINISTRATOR,
            Caller.READER,
        }
    ),
}

TABLE = """
# model                          look        add         delete
account/emailaddress           admin       admin       admin
auth/group                     admin       admin       admin
consignment/consignment        desk        nobody      nobody
consignment/item               desk        nobody      nobody
consignment/order              desk        nobody      nobody
consignment/payout             desk        nobody      nobody
consignment/payoutevent        supervisor  nobody      nobody
consignment/user               admin       admin       nobody
knowledge_base/article         editor      editor      nobody
knowledge_base/articlerevision editor      nobody      nobody
knowledge_base/examplequestion editor      editor      editor
knowledge_base/searchmiss      editor      nobody      nobody
knowledge_base/section         editor      editor      nobody
knowledge_base/synonym         editor      editor      editor
knowledge_base/vote            editor      nobody      nobody
mfa/authenticator              admin       nobody      admin
tickets/agent                  supervisor  admin       nobody
tickets/calendar               supervisor  supervisor  supervisor
tickets/callbackplan           supervisor  supervisor  nobody
tickets/cannedreply              workers     workers     supervisor
tickets/category               supervisor  supervisor  nobody
tickets/categoryband           supervisor  nobody      nobody
tickets/deadlinerule           supervisor  supervisor  nobody
tickets/desksettings           supervisor  nobody      nobody
tickets/escalationstep         supervisor  supervisor  supervisor
tickets/lanelimit              supervisor  supervisor  supervisor
tickets/levelrule              supervisor  nobody      nobody
tickets/measuretarget          supervisor  nobody      nobody
tickets/outboxentry            supervisor  nobody      nobody
tickets/policy                 supervisor  supervisor  supervisor
tickets/queue                  supervisor  admin       admin
tickets/savedview              workers     nobody      nobody
tickets/skill                  supervisor  supervisor  admin
tickets/team                   supervisor  admin       admin
tickets/triagemodel            supervisor  nobody      nobody
tickets/warninglevel           supervisor  supervisor  supervisor
usersessions/usersession       admin       nobody      admin
"""

PAGES = ("<path:object_id>/change/", "add/", "<path:object_id>/delete/")

# Whose pages there are, and who opens each of PAGES.
MODELS: dict[str, tuple[frozenset[Caller], ...]] = {
    model: tuple(WHO[word] for word in words)
    for model, *words in (line.split() for line in TABLE.strip().splitlines()[1:])
}
