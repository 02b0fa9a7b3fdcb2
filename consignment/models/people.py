"""People: one account per person, who may be consignor, buyer, or both at once."""

import uuid
from functools import cache
from typing import Any, ClassVar
from zoneinfo import available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consignment.compiled import Compiled
from consignment.ids import new_id
from consignment.languages import CHINESE, ENGLISH
from consignment.models.source import FromMarketplace

E164 = r"^\+[1-9][0-9]{6,14}$"

_time_zones = cache(available_timezones)


def known_time_zone(name: str) -> None:
    """Raise ValidationError unless ``name`` is a zone of the IANA database."""
    if name not in _time_zones():
        raise ValidationError(
            _("“%(name)s” is not a time zone; write it as in Asia/Shanghai."), params={"name": name}
        )


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a person who logs in with ``email`` (kept in lower case).

        Raises ValueError when the address is empty.
        """
        if not email:
            raise ValueError("A person needs a mail address to log in with.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Return ``email`` as it is stored: trimmed, all of it in lower case."""
        return (email or "").strip().lower()

    def get(self, *args: Any, **wanted: Any) -> "User":
        """Return the one person who is ``wanted``; by key alone, as every request of somebody who
        is logged in asks, by a prepared statement."""
        if not args and wanted.keys() == {"pk"} and isinstance(wanted["pk"], uuid.UUID):
            return _BY_KEY.get(wanted["pk"])
        return super().get(*args, **wanted)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=self.normalize_email(username))


class User(FromMarketplace, AbstractBaseUser, PermissionsMixin):
    """A person with a login. Customers and staff alike; the roles stand in other tables."""

    class Language(models.TextChoices):
        ENGLISH = ENGLISH, _("English")
        CHINESE = CHINESE, _("Simplified Chinese")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    phone = models.CharField(
        _("phone"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(E164, _("Write the number as in +8613812345678."))],
        help_text=_("E.164: + and country code, digits only"),
    )
    language = models.CharField(
        _("language"), max_length=10, choices=Language.choices, default=Language.ENGLISH
    )
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[known_time_zone]
    )
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_in_lower_case"
            ),
            models.CheckConstraint(
                condition=models.Q(phone="") | models.Q(phone__regex=E164),
                name="user_phone_is_e164",
            ),
        ]
        indexes = [
            # What ``email__iexact`` asks for, as allauth does at each login.
            models.Index(Upper("email"), name="user_email_ignoring_case"),
            models.Index(fields=["phone"], name="user_phone", condition=~models.Q(phone="")),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = UserManager.normalize_email(self.email)

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


_BY_KEY: Compiled[User] = Compiled(lambda pk: User._base_manager.filter(pk=pk), uuid.UUID)


class Consignor(models.Model):
    """The role of an owner who hands goods to the platform."""

    user = models.OneToOneField(
        User, models.PROTECT, related_name="consignor", verbose_name=_("person")
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("consignor")
        verbose_name_plural = _("consignors")

    def __str__(self) -> str:
        return str(self.user)


class Buyer(models.Model):
    """The role of a person who buys."""

    user = models.OneToOneField(
        User, models.PROTECT, related_name="buyer", verbose_name=_("person")
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("buyer")
        verbose_name_plural = _("buyers")

    def __str__(self) -> str:
        return str(self.user)
