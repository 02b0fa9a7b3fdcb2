"""How forms are drawn on the site; the admin draws its own."""

from django.forms.renderers import TemplatesSetting


class SiteRenderer(TemplatesSetting):
    """Draw ``{{ form }}`` and ``{{ field.as_field_group }}`` from ``templates/forms``.

    Label above, hint, error beside the field, and a summary of errors that links to the fields,
    as the GOV.UK Design System does. Needs ``django.forms`` among the apps.
    """

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
