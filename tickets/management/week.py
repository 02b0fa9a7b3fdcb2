"""A believable week: people, goods and tickets to look around in."""

from collections.abc import Callable

from django.db import transaction

from consignment.models import Buyer, Consignor, User
from tickets.staff.models import Agent, Role

PASSWORD = "look-around-2026"  # noqa: S105 - everybody may know it: the demo refuses production
LOGINS = {
    "buyer": "buyer@example.com",
    "consignor": "consignor@example.com",
    "agent": "agent@example.com",
    "supervisor": "supervisor@example.com",
}


@transaction.atomic
def load(*, progress: Callable[[int, int], None]) -> None:
    """Fill an empty desk; ``progress`` is told how much is done, of how much."""
    for done, (role, email) in enumerate(LOGINS.items(), start=1):
        staff = role in {"agent", "supervisor"}
        user = User.objects.create_user(email, PASSWORD, name=role.title(), is_staff=staff)
        if staff:
            Agent.objects.create(user=user, role=Role(role))
        else:
            {"buyer": Buyer, "consignor": Consignor}[role].objects.create(user=user)
        progress(done, len(LOGINS))
