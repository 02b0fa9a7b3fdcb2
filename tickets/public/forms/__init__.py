"""What customers send. The words of a refusal are the desk's own, said beside the field."""

from tickets.public.forms.guests import GuestLinkForm
from tickets.public.forms.once import OnceForm
from tickets.public.forms.rating import SCORES, RatingForm, WhyForm
from tickets.public.forms.reply import Intent, ReplyForm, WithdrawForm
from tickets.public.forms.request import RequestForm

__all__ = [
    "SCORES",
    "GuestLinkForm",
    "Intent",
    "OnceForm",
    "RatingForm",
    "ReplyForm",
    "RequestForm",
    "WhyForm",
    "WithdrawForm",
]
