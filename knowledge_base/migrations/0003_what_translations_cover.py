"""Say of each translation that stands which revision of its original it carries.

The newest that was there when the translation was changed last: what came later, it lacks.
"""

from django.db import migrations

COVER = """
UPDATE knowledge_base_articletext AS translation
SET covers_id = (
    SELECT max(revision.id)
    FROM knowledge_base_articlerevision AS revision
    JOIN knowledge_base_articletext AS original ON original.id = revision.text_id
    WHERE original.article_id = translation.article_id
      AND original.language = article.original_language
      AND revision.at <= translation.updated_at
)
FROM knowledge_base_article AS article
WHERE article.id = translation.article_id AND translation.language <> article.original_language
"""
UNCOVER = "UPDATE knowledge_base_articletext SET covers_id = NULL"


class Migration(migrations.Migration):
    dependencies = [("knowledge_base", "0002_schedule")]

    operations = [migrations.RunSQL(COVER, UNCOVER)]
