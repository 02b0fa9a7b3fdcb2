"""Templates with all that never changes said once: for each language, when they are loaded.

Words, icons, addresses of static files and of pages without a number make up half of what a page of
the desk renders, and say the same each time. A template is therefore kept once per language, in
which such nodes are text already, texts that follow each other are one, and an included template
stands where it is included. What a page says does not change by it.
"""

from collections.abc import Iterable, Iterator
from threading import RLock
from uuid import UUID

from django.template import (
    Context,
    Engine,
    Origin,
    Template,
    TemplateDoesNotExist,
    defaulttags,
    loader_tags,
)
from django.template.base import (
    FilterExpression,
    Node,
    NodeList,
    TextNode,
    TokenType,
    Variable,
    render_value_in_context,
)
from django.template.library import SimpleNode
from django.template.loaders import cached
from django.templatetags import cache, i18n, l10n
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.html import escape

from tickets.templatetags.desk import icon

CONSTANT_TAGS = (icon,)
"""Tags of ours that give the same for the same arguments."""

MOST_ADDRESSES = 64
"""Patterns that one ``{% url %}`` keeps."""

AROUND = (
    *(defaulttags.AutoEscapeControlNode, defaulttags.ForNode, defaulttags.IfChangedNode),
    *(defaulttags.SpacelessNode, defaulttags.WithNode),
    *(loader_tags.BlockNode, loader_tags.ExtendsNode, cache.CacheNode, l10n.LocalizeNode),
)
"""Nodes whose inner nodes are rendered in the language of the page; ``{% if %}`` besides."""


class Loader(cached.Loader):
    """Keep each template once per language, folded. Named in settings."""

    def __init__(self, engine: Engine, loaders: list[str]) -> None:
        super().__init__(engine, loaders)
        self.folded: dict[str, Template] = {}
        self.loading: list[str] = []
        self.lock = RLock()

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        return f"{translation.get_language()} {super().cache_key(template_name, skip)}"

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        key = self.cache_key(template_name, skip)
        if template := self.folded.get(key):
            return template
        # Nobody sees one that is half folded.
        with self.lock:
            if key not in self.folded:
                template = super().get_template(template_name, skip)
                self.loading.append(template_name)
                fold(template.nodelist, template, self)
                self.loading.pop()
                self.folded[key] = template
            return self.folded[key]

    def reset(self) -> None:
        super().reset()
        self.folded.clear()


class InPlaceOf(Node):
    """Stands where ``node`` stood, also when a fault is told."""

    child_nodelists = ()

    def __init__(self, node: Node) -> None:
        self.token, self.origin = node.token, node.origin


class Placed(InPlaceOf):
    """The nodes of an included template, with its own variables as ``{% include %}`` has them."""

    def __init__(self, included: loader_tags.IncludeNode, template: Template) -> None:
        super().__init__(included)
        self.variables: dict[str, FilterExpression] = included.extra_context
        self.isolated: bool = included.isolated_context
        self.nodelist = template.nodelist

    def render(self, context: Context) -> str:
        values = {name: value.resolve(context) for name, value in self.variables.items()}
        if self.isolated:
            return self.nodelist.render(context.new(values))
        with context.push(**values):
            return self.nodelist.render(context)


class Address(InPlaceOf):
    """``{% url %}`` of something: looked up once, and written with the ids given from then on.

    There is one admin, so an address depends on no page that it stands on.
    """

    def __init__(self, node: defaulttags.URLNode) -> None:
        super().__init__(node)
        self.node = node
        self.view = str(node.view_name.resolve(Context()))
        self.known: dict[tuple[str | type[UUID], ...], str] = {}

    def render(self, context: Context) -> str:
        # Words are few, such as the names of moves; ids are filled in.
        kinds: list[str | type[UUID]] = []
        ids: list[str] = []
        for given in self.node.args:
            arg = given.resolve(context)
            if type(arg) is UUID:
                kinds.append(UUID)
                ids.append(str(arg))
            elif isinstance(arg, str):
                kinds.append(arg)
            else:
                return str(self.node.render(context))
        key = tuple(kinds)
        if not context.autoescape or (key not in self.known and len(self.known) >= MOST_ADDRESSES):
            return str(self.node.render(context))
        if key not in self.known:
            self.known[key] = self._pattern(key)
        return self.known[key] % tuple(ids)

    def _pattern(self, kinds: tuple[str | type[UUID], ...]) -> str:
        stand_ins = [UUID(int=n) if kind is UUID else kind for n, kind in enumerate(kinds)]
        address = escape(reverse(self.view, args=stand_ins)).replace("%", "%%")
        for stand_in in stand_ins:
            if isinstance(stand_in, UUID):
                address = address.replace(str(stand_in), "%s")
        return address


class Sentence(InPlaceOf):
    """``{% blocktranslate %}`` without a plural: translated once, then filled in."""

    def __init__(self, node: i18n.BlockTranslateNode) -> None:
        super().__init__(node)
        self.node = node
        said, self.names = node.render_token_list(node.singular)
        about = node.message_context.resolve(Context()) if node.message_context else None
        self.text = translation.pgettext(about, said) if about else translation.gettext(said)

    def render(self, context: Context) -> str:
        given = {name: value.resolve(context) for name, value in self.node.extra_context.items()}
        with context.push(**given):
            if not all(name in context for name in self.names):
                return str(self.node.render(context))
            said = {name: render_value_in_context(context[name], context) for name in self.names}
        return self.text % said


class Token(InPlaceOf):
    """``{% csrf_token %}``: a page of the desk has one in each of its forms."""

    def __init__(self, node: defaulttags.CsrfTokenNode) -> None:
        super().__init__(node)
        self.node = node

    def render(self, context: Context) -> str:
        mask = str(context.get("csrf_token") or "")
        # Anything else than letters and numbers is Django's own to escape, or to complain about.
        if not mask.isalnum() or mask == "NOTPROVIDED":
            return str(self.node.render(context))
        return f'<input type="hidden" name="csrfmiddlewaretoken" value="{mask}">'


def fold(nodes: NodeList, template: Template, loader: Loader) -> None:
    """Make text of what is constant in ``nodes``, which are of ``template``, in this language."""
    folded: list[Node] = []
    for node in nodes:
        for inner in _inner(node):
            fold(inner, template, loader)
        new = _folded(node, template, loader)
        if isinstance(new, TextNode) and folded and isinstance(folded[-1], TextNode):
            new = TextNode(folded.pop().s + new.s)  # type: ignore[attr-defined]
        folded.append(new)
    nodes[:] = folded


def _inner(node: Node) -> Iterator[NodeList]:
    if isinstance(node, defaulttags.IfNode):
        yield from (nodes for _, nodes in node.conditions_nodelists)
    elif isinstance(node, AROUND):
        names = (name for name in node.child_nodelists if hasattr(node, name))
        yield from (getattr(node, name) for name in names)


def _folded(node: Node, template: Template, loader: Loader) -> Node:
    if isinstance(node, loader_tags.IncludeNode):
        return _placed(node, template, loader)
    if not _is_constant(node):
        return _shortened(node)
    try:
        text, plain = (_rendered(node, template, escapes=escapes) for escapes in (True, False))
    except NoReverseMatch:
        # Perhaps it is never come by.
        return node
    return TextNode(text) if text == plain else node


def _rendered(node: Node, template: Template, *, escapes: bool) -> str:
    context = Context(autoescape=escapes)
    context.template = template
    return str(node.render(context))


def _shortened(node: Node) -> Node:
    match node:
        case defaulttags.URLNode(asvar=None, args=[_, *_], view_name=view):
            return Address(node) if not node.kwargs and _all_constant([view]) else node
        case i18n.BlockTranslateNode(asvar=None, countervar=None, message_context=about):
            return Sentence(node) if _all_constant([about] if about else []) else node
        case defaulttags.CsrfTokenNode():
            return Token(node)
    return node


def _is_constant(node: Node) -> bool:
    match node:
        case defaulttags.LoadNode() | defaulttags.CommentNode():
            return True
        case i18n.TranslateNode(asvar=None, filter_expression=said, message_context=about):
            return _all_constant([said, *([about] if about else [])])
        case i18n.BlockTranslateNode(asvar=None, countervar=None, message_context=about):
            texts = all(token.token_type is TokenType.TEXT for token in node.singular)
            return texts and not node.extra_context and _all_constant([about] if about else [])
        case defaulttags.URLNode(asvar=None, args=[], view_name=view):
            return not node.kwargs and _all_constant([view])
        case StaticNode(varname=None, path=path):
            return _all_constant([path])
        case SimpleNode(target_var=None, func=tag) if tag in CONSTANT_TAGS:
            return _all_constant([*node.args, *node.kwargs.values()])
    return False


def _all_constant(expressions: Iterable[FilterExpression]) -> bool:
    return all(
        not expression.filters
        and (
            not isinstance(expression.var, Variable)
            or (expression.var.lookups is None and expression.var.literal is not None)
        )
        for expression in expressions
    )


def _placed(node: loader_tags.IncludeNode, template: Template, loader: Loader) -> Node:
    """Return what is included in the place of ``node``; it itself where that is known later only,
    or is a template of parts that others fill, or includes itself.
    """
    if not _all_constant([node.template]):
        return node
    said = str(node.template.resolve(Context()))
    name = loader_tags.construct_relative_path(template.name, said)
    if name in loader.loading:
        return node
    try:
        included = loader.get_template(name)
    except TemplateDoesNotExist:
        # Perhaps it is never come by.
        return node
    parts = (loader_tags.BlockNode, loader_tags.ExtendsNode)
    if any(included.nodelist.get_nodes_by_type(part) for part in parts):
        return node
    return Placed(node, included)
