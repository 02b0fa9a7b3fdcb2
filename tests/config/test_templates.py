"""A variable that does not exist fails the test, in templates of ours."""

import pytest
from django.conf import settings
from django.template import Context, Origin, Template, engines

OURS = settings.BASE_DIR / "templates" / "imagined.html"
FOREIGN = settings.BASE_DIR / ".venv" / "lib" / "site-packages" / "imagined" / "page.html"


def render(source, path, **context):
    origin = Origin(str(path), "imagined.html")
    template = Template(source, origin=origin, engine=engines["django"].engine)
    return template.render(Context(context))


def test_ours_fails_and_says_where():
    with pytest.raises(pytest.fail.Exception, match=r"imagined\.html:2: .*tikcet\.number"):
        render("\n{{ tikcet.number }}", OURS)


def test_ours_may_ask_whether_something_is_there():
    assert render("{% if nobody %}yes{% endif %}", OURS) == ""


def test_what_exists_and_is_empty_is_no_failure():
    assert render("{{ name }}{{ nothing }}", OURS, name="", nothing=None) == "None"


def test_templates_of_others_keep_their_habits():
    assert render("{{ tikcet }}{{ tikcet|default:'-' }}", FOREIGN) == "-"
