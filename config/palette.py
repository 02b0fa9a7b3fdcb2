"""The palette of the site as the admin's scales: paper and ink, plum for what can be pressed.

The site's own stands in ``knowledge_base/static/site/tokens.css``; the two are one.
"""

COLORS = {
    "base": {
        "50": "oklch(97.4% .006 80)",
        "100": "oklch(95.2% .009 80)",
        "200": "oklch(90.6% .012 80)",
        "300": "oklch(84.5% .014 80)",
        "400": "oklch(68% .015 70)",
        "500": "oklch(51% .014 40)",
        "600": "oklch(42% .014 20)",
        "700": "oklch(35% .014 340)",
        "800": "oklch(27.5% .012 330)",
        "900": "oklch(21% .01 325)",
        "950": "oklch(16.5% .008 325)",
    },
    "primary": {
        "50": "oklch(97% .013 338)",
        "100": "oklch(94% .026 338)",
        "200": "oklch(89% .05 338)",
        "300": "oklch(83% .075 338)",
        "400": "oklch(79% .09 338)",
        "500": "oklch(75% .1 338)",
        "600": "oklch(38% .1 338)",
        "700": "oklch(33% .09 338)",
        "800": "oklch(29% .08 338)",
        "900": "oklch(26% .065 338)",
        "950": "oklch(20% .05 338)",
    },
}
