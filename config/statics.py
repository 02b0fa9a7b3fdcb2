"""Static files as production serves them: named by their content, packed, kept for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = ("desk/js/*.js", "site/js/*.js")

IMPORTS = (
    r"""(?P<matched>import(?s:(?P<names>\s*\{.*?\}))\s*from\s*"(?P<url>\./.*?)"\s*;)""",
    """import%(names)s from "%(url)s";""",
)


class NamedByContent(CompressedManifestStaticFilesStorage):
    """Rename inside our scripts as well: a module both imported and loaded is one.

    Without it a page loads ``keys.<hash>.js`` and its importers load ``keys.js``, each with a
    registry of its own. Django's own switch for it trips over the scripts of others.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        *((path, (IMPORTS,)) for path in OURS),
    )
