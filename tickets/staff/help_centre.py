"""What editors configure in the help centre, named here so that its changes are kept.

The knowledge base knows nothing of the desk; articles keep revisions of their own.
"""

from knowledge_base.articles.models import Section
from knowledge_base.search.models import Synonym
from tickets.changes.tracking import tracked


@tracked()
class KeptSection(Section):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = Section._meta.verbose_name
        verbose_name_plural = Section._meta.verbose_name_plural


@tracked()
class KeptSynonym(Synonym):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = Synonym._meta.verbose_name
        verbose_name_plural = Synonym._meta.verbose_name_plural
