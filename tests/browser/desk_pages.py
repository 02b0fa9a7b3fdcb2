"""Every page of the desk and of its configuration, and who looks at it: the tables for what is
asked of each by ``test_every_desk_page.py`` and ``test_every_empty_desk_page.py``.

A route of the desk that is missing here fails there.
"""

from tests.browser.pages import pages

CONFIGURED = "/admin/desk/configuration"
A_CELL = "?channel=chat&lane=vip&tier=low&urgency=general&edit=on"
HOLIDAYS = f"{CONFIGURED}/calendars/<int:calendar_id>/holidays/"
CORRECT = "/admin/desk/coaching/<int:coaching_id>/correct/"
MEASURE = "/admin/desk/dashboard/measures/<slug:key>/"
TICKET = "/admin/desk/tickets/<uuid:ticket_id>/"
TALK = "/admin/desk/talks/<uuid:talk_id>/"
STOCK = "/admin/tickets"
CHANGE = "<path:object_id>/change/"

PAGES = pages(
    f"""
# name                who           of          status address                           key
inbox                 supervisor    -           200    /admin/desk/
inbox-found           supervisor    -           200    /admin/desk/?q=is:late
inbox-found-nothing   supervisor    -           200    /admin/desk/?q=zeppelin
inbox-not-understood  supervisor    -           200    /admin/desk/?q=is:purple
inbox-keys            agent         -           200    /admin/desk/                      ?
inbox-read            reader        -           200    /admin/desk/?view=unfinished
inbox-beyond          agent         -           404    /admin/desk/?page=99
ticket-new            agent         new         200    {TICKET}
ticket-open           agent         open        200    {TICKET}
ticket-waiting        agent         waiting     200    {TICKET}
ticket-solved         agent         solved      200    {TICKET}
ticket-closed         agent         closed      200    {TICKET}
ticket-of-guest       agent         guests      200    {TICKET}
ticket-read           reader        new         200    {TICKET}
ticket-keys           agent         open        200    {TICKET}                          ?
danger                supervisor    -           200    /admin/desk/danger/
danger-read           reader        -           200    /admin/desk/danger/
calls                 agent         -           200    /admin/desk/calls/
reviews               supervisor    -           200    /admin/desk/reviews/
review-due            agent         review      200    /admin/desk/reviews/<int:review_id>/
review-written        supervisor    written     200    /admin/desk/reviews/<int:review_id>/
capacity              supervisor    -           200    /admin/desk/capacity/
shifts                supervisor    -           200    /admin/desk/shifts/
coaching              supervisor    -           200    /admin/desk/coaching/
coaching-own          agent         -           200    /admin/desk/coaching/
coaching-read         reader        -           200    /admin/desk/coaching/
coaching-give         supervisor    -           200    /admin/desk/coaching/give/
coaching-correct      supervisor    coaching    200    {CORRECT}
dashboard             supervisor    -           200    /admin/desk/dashboard/
dashboard-narrowed    supervisor    -           200    /admin/desk/dashboard/?days=28&lane=vip
measure               supervisor    measure     200    {MEASURE}
measure-tickets       supervisor    measure     200    {MEASURE}tickets/
backlog               supervisor    -           200    /admin/desk/dashboard/backlog/
patterns              supervisor    -           200    /admin/desk/patterns/?kind=courier
bulk-runs             agent         -           200    /admin/desk/bulk/
bulk-run              agent         run         200    /admin/desk/bulk/<uuid:run_id>/
wishes                supervisor    -           200    /admin/desk/asked-most/
wishes-decided        supervisor    -           200    /admin/desk/asked-most/?view=decided
wish                  supervisor    wish        200    /admin/desk/asked-most/<int:proposal_id>/
levels                supervisor    -           200    /admin/desk/levels/
levels-decided        supervisor    -           200    /admin/desk/levels/?view=decided
level                 supervisor    level       200    /admin/desk/levels/<int:proposal_id>/
proposals             supervisor    -           200    /admin/desk/proposals/
proposals-decided     reader        -           200    /admin/desk/proposals/?view=decided
proposal              supervisor    proposal    200    /admin/desk/proposals/<int:proposal_id>/
talks                 supervisor    -           200    /admin/desk/talks/
talks-narrowed        reader        -           200    /admin/desk/talks/?ended=open&language=en
talks-found-nothing   agent         -           200    /admin/desk/talks/?day=2020-01-01
talk                  supervisor    asked       200    {TALK}
talk-teach            agent         asked       200    {TALK}turns/<int:number>/
assistant-threshold   supervisor    -           200    /admin/desk/talks/threshold/
assistant-try         supervisor    -           200    /admin/desk/talks/try/
policies-matrix       supervisor    -           200    {CONFIGURED}/policies/
policies-applied      supervisor    -           200    {CONFIGURED}/policies/?channel=chat&lane=vip
policies-edited       supervisor    -           200    {CONFIGURED}/policies/{A_CELL}
missing               supervisor    -           200    {CONFIGURED}/missing/
holidays              supervisor    calendar    200    {HOLIDAYS}
holidays-of-country   supervisor    calendar    200    {HOLIDAYS}?country=CN&year=2026
retargets             supervisor    -           200    {CONFIGURED}/retargets/
changes               administrator -           200    {CONFIGURED}/changes/
change                administrator change      200    {CONFIGURED}/changes/<slug:key>/
agents                administrator -           200    {STOCK}/agent/
agents-found-nothing  administrator -           200    {STOCK}/agent/?q=zeppelin
agent                 administrator agent       200    {STOCK}/agent/{CHANGE}
agent-new             administrator -           200    {STOCK}/agent/add/
calendars             administrator -           200    {STOCK}/calendar/
calendar              administrator a-calendar  200    {STOCK}/calendar/{CHANGE}
calendar-new          administrator -           200    {STOCK}/calendar/add/
canned-replies        administrator -           200    {STOCK}/cannedreply/
canned-reply          administrator canned      200    {STOCK}/cannedreply/{CHANGE}
categories            administrator -           200    {STOCK}/category/
category              administrator a-category  200    {STOCK}/category/{CHANGE}
category-new          administrator -           200    {STOCK}/category/add/
settings              administrator settings    200    {STOCK}/desksettings/{CHANGE}
bands                 administrator -           200    {STOCK}/categoryband/
band                  administrator band        200    {STOCK}/categoryband/{CHANGE}
lane-limits           administrator -           200    {STOCK}/lanelimit/
lane-limit            administrator lane-limit  200    {STOCK}/lanelimit/{CHANGE}
targets               administrator -           200    {STOCK}/measuretarget/
target                administrator target      200    {STOCK}/measuretarget/{CHANGE}
policies              administrator -           200    {STOCK}/policy/
policy                administrator policy      200    {STOCK}/policy/{CHANGE}
policy-new            administrator -           200    {STOCK}/policy/add/
policy-delete         administrator policy      200    {STOCK}/policy/<path:object_id>/delete/
queues                administrator -           200    {STOCK}/queue/
queue                 administrator queue       200    {STOCK}/queue/{CHANGE}
skills                administrator -           200    {STOCK}/skill/
skill                 administrator skill       200    {STOCK}/skill/{CHANGE}
teams                 administrator -           200    {STOCK}/team/
team                  administrator team        200    {STOCK}/team/{CHANGE}
warning-levels        administrator -           200    {STOCK}/warninglevel/
warning-level         administrator warning     200    {STOCK}/warninglevel/{CHANGE}
level-rules           administrator -           200    {STOCK}/levelrule/
level-rule            administrator level-rule  200    {STOCK}/levelrule/{CHANGE}
deadline-rules        administrator -           200    {STOCK}/deadlinerule/
deadline-rule         administrator deadline    200    {STOCK}/deadlinerule/{CHANGE}
escalation-steps      administrator -           200    {STOCK}/escalationstep/
escalation-step       administrator step        200    {STOCK}/escalationstep/{CHANGE}
escalation-step-new   administrator -           200    {STOCK}/escalationstep/add/
callback-plans        administrator -           200    {STOCK}/callbackplan/
callback-plan         administrator call-plan   200    {STOCK}/callbackplan/{CHANGE}
saved-views           administrator -           200    {STOCK}/savedview/
triage-models         administrator -           200    {STOCK}/triagemodel/
outbox                administrator -           200    {STOCK}/outboxentry/
"""
)

# The same on a desk that nobody has written to yet.
EMPTY_PAGES = pages(
    f"""
inbox-empty           agent         -           200    /admin/desk/
inbox-empty-mine      agent         -           200    /admin/desk/?view=mine
danger-empty          supervisor    -           200    /admin/desk/danger/
calls-empty           agent         -           200    /admin/desk/calls/
retargets-empty       supervisor    -           200    {CONFIGURED}/retargets/
triage-models-empty   administrator -           200    {STOCK}/triagemodel/
reviews-empty         supervisor    -           200    /admin/desk/reviews/
capacity-empty        supervisor    -           200    /admin/desk/capacity/
shifts-empty          supervisor    -           200    /admin/desk/shifts/
coaching-empty        supervisor    -           200    /admin/desk/coaching/
dashboard-empty       supervisor    -           200    /admin/desk/dashboard/
measure-empty         supervisor    measure     200    {MEASURE}
bulk-runs-empty       agent         -           200    /admin/desk/bulk/
patterns-empty        supervisor    -           200    /admin/desk/patterns/
wishes-empty          supervisor    -           200    /admin/desk/asked-most/
levels-empty          supervisor    -           200    /admin/desk/levels/
proposals-empty       supervisor    -           200    /admin/desk/proposals/
talks-empty           supervisor    -           200    /admin/desk/talks/
changes-empty         administrator -           200    {CONFIGURED}/changes/?who=nobody
outbox-empty          administrator -           200    {STOCK}/outboxentry/
"""
)

# Routes of the desk that answer a browser, but show no page of their own.
NO_PAGES = {
    "admin/desk/asked-most/csv/": "a file",
    "admin/desk/bulk/agents/": "a part of the inbox",
    "admin/desk/bulk/<uuid:run_id>/csv/": "a file",
    "admin/desk/coaching/csv/": "a file",
    "admin/desk/dashboard/backlog/csv/": "a file",
    "admin/desk/dashboard/hours/csv/": "a file",
    f"{MEASURE[1:]}csv/": "a file",
    "admin/desk/alerts/": "a part of every page",
    "admin/desk/configuration/retargets/<uuid:run_id>/": "a part of the list",
    "admin/desk/counts/": "a part of the inbox",
    "admin/desk/events/": "a stream",
    "admin/desk/patterns/csv/": "a file",
    "admin/desk/reviews/csv/": "a file",
    "admin/desk/talks/export/": "a file",
    "admin/desk/words/": "read by a script",
    "admin/desk/configuration/categories/<int:category_id>/used/": "read by a script",
    "admin/desk/configuration/calendars/<int:calendar_id>/touches/": "a part of the calendar",
    "admin/tickets/desksettings/": "leads to the one row there is",
    **dict.fromkeys(
        [
            f"{TICKET[1:]}{part}"
            for part in (
                "articles/",
                "articles/<uuid:article_id>/",
                "canned/",
                "canned/<int:canned_id>/",
                "case/",
                "colleagues/",
                "customer/",
                "events/",
                "files/<uuid:file_id>/",
                "files/<uuid:file_id>/preview/",
                "history/",
                "kinds/",
                "ladder/",
                "messages/",
                "others/",
                "parts/",
                "patterns/",
                "readers/",
                "things/",
                "thread/",
                "understood/",
            )
        ],
        "a part of the ticket, a stream or a file",
    ),
}
