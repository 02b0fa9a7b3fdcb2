"""What editors configure in the help centre, named here so that its changes are kept.

The knowledge base knows nothing of the desk; articles keep revisions of their own.
"""

from django.utils.translation import gettext_lazy as _

from knowledge_base.articles.models import Section
from knowledge_base.search.models import ExampleQuestion, Synonym
from tickets.changes.tracking import tracked


@tracked()
class KeptSection(Section):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("section")
        verbose_name_plural = _("sections")


@tracked()
class KeptSynonym(Synonym):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")


@tracked()
class KeptExample(ExampleQuestion):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("example question")
        verbose_name_plural = _("example questions")
