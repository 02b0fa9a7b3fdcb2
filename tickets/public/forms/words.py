"""Words that several forms say."""

from django.utils.translation import gettext_lazy

WRITE_AN_ADDRESS = gettext_lazy("Enter a mail address like name@example.com.")
WRITE_A_NUMBER = gettext_lazy("Write the number as it stands in our mails: T-100042.")
