"""What people change of their own account."""

from django.db import transaction

from consignment.models import User


@transaction.atomic
def change_profile(user: User, **changes: str) -> User:
    """Set ``name``, ``language`` or ``time_zone`` of ``user``; return them as they are then.

    Everything else of a person comes from the marketplace or needs a proof. Raises ValidationError.
    """
    if unknown := changes.keys() - CHANGEABLE:
        raise ValueError(f"People do not change {sorted(unknown)} of their account.")
    person = User.objects.select_for_update().get(pk=user.pk)
    for field, value in changes.items():
        setattr(person, field, value)
    person.full_clean(exclude=[f.name for f in User._meta.fields if f.name not in changes])
    person.save(update_fields=list(changes))
    return person


CHANGEABLE = frozenset({"name", "language", "time_zone"})
