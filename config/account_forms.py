"""The forms of accounts: allauth's own, said as the site says things.

Rules for a new password are one hint instead of four, and the way out of a forgotten password is
a link of the page, which stands behind the field for those who go by keyboard.
"""

from typing import Any

from allauth.account import forms
from django.forms.forms import BaseForm
from django.utils.translation import gettext_lazy as _

GOOD_PASSWORD = _(
    "8 characters or more; not digits alone, not a common one, and not your name or address."
)
MISSING = {
    "login": _("Enter your email address."),
    "email": _("Enter your email address."),
    "password": _("Enter your password."),
    "oldpassword": _("Enter the password that you have now."),
    "password1": _("Choose a password."),
    "password2": _("Enter the same password once more."),
}


class SaysWhatIsMissing(BaseForm):
    """A form that says of an empty field what to do about it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in MISSING:
                field.error_messages["required"] = MISSING[name]


class AsksForEmail(SaysWhatIsMissing):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Email address")


class AddEmailForm(AsksForEmail, forms.AddEmailForm):
    """A further address of an account."""


class RequestLoginCodeForm(AsksForEmail, forms.RequestLoginCodeForm):
    """Where the code goes that signs in."""


class ResetPasswordForm(AsksForEmail, forms.ResetPasswordForm):
    """Where the link for a new password goes."""


class LoginForm(SaysWhatIsMissing, forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Email address")
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("Keep me signed in on this device")


class SignupForm(AsksForEmail, forms.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = GOOD_PASSWORD
        self.fields["password2"].label = _("The same password again")


class ChangePasswordForm(SaysWhatIsMissing, forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = GOOD_PASSWORD
        self.fields["password2"].label = _("The new password again")


class ReauthenticateForm(SaysWhatIsMissing, forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class SetPasswordForm(SaysWhatIsMissing, forms.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = GOOD_PASSWORD
        self.fields["password2"].label = _("The same password again")


class ResetPasswordKeyForm(SaysWhatIsMissing, forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = GOOD_PASSWORD
        self.fields["password2"].label = _("The new password again")
