"""Did this help?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from knowledge_base.feedback import recording
from knowledge_base.forms import VoteForm
from knowledge_base.views.pages import article_page, text_of
from knowledge_base.views.reading import in_its_language


@require_POST
@in_its_language
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a yes, a no, or why not; then show the article again where it asked."""
    text = text_of(request, slug)
    if text is None:
        raise Http404
    form = VoteForm(request.POST)
    if not form.is_valid():
        return article_page(request, text, form=form, status=422)
    if not request.user.is_authenticated and request.session.session_key is None:
        request.session.create()
    recording.vote(
        text.article,
        voter=recording.voter(person=request.user, session_key=request.session.session_key),
        language=text.language,
        at=timezone.now(),
        **form.cleaned_data,
    )
    return redirect(f"{text.get_absolute_url()}#helped")
