"""The help centre."""

from typing import Any

from config.examples.shown import Shown, page

ROW: dict[str, Any] = {
    "slug": "shipping-windows",
    "section": {"slug": "buying", "title": "Buying"},
    "audience": "public",
    "language": "en",
    "is_fallback": False,
    "title": "When your order ships",
    "summary": "Most orders leave within five working days of payment.",
    "updated_at": "2026-03-02T02:00:00Z",
}
ARTICLE: dict[str, Any] = {
    **ROW,
    "html": "<p>Most orders leave within <strong>five working days</strong> of payment.</p>",
    "markdown": "Most orders leave within **five working days** of payment.",
    "languages": ["en", "zh-hans"],
    "related": [
        {
            "slug": "track-your-order",
            "title": "Track your order",
            "summary": "Where the courier's number stands, and what its states mean.",
            "language": "en",
            "is_fallback": False,
        }
    ],
}
SECTION: dict[str, Any] = {"slug": "buying", "title": "Buying", "number_of_articles": 9}
HIT: dict[str, Any] = {
    "slug": "shipping-windows",
    "title": "When your order ships",
    "snippet": "Most orders leave within <mark>five working days</mark> of payment.",
    "score": 0.82,
    "language": "en",
    "is_fallback": False,
}

EXAMPLES = {
    "articles_list": Shown(answers={"200": page(ROW)}, asked={"section": "buying"}),
    "articles_retrieve": Shown(answers={"200": ARTICLE}, asked={"slug": "shipping-windows"}),
    "articles_sections": Shown(answers={"200": {"results": [SECTION]}}),
    "articles_search": Shown(
        answers={"200": {"results": [HIT], "near": {"words": "", "results": []}}},
        asked={"q": "when will my order ship", "limit": 5},
    ),
    "articles_vote": Shown(
        sent={
            "helped": {"helped": True},
            "not": {
                "helped": False,
                "why": "missing",
                "reason": "It says nothing of orders from abroad.",
            },
        },
        answers={"200": {"helped": True, "why": "", "reason": ""}},
        asked={"slug": "shipping-windows"},
    ),
}
