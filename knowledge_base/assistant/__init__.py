"""The assistant: text in, a frozen ``Reply`` out. Knows no tickets and runs no action.

``turns.reply`` is the one door. A turn reads what the text wants (``intents``, by ``phrases``),
which of the customer's things it means (``choosing``, by ``memory``), looks that up (``lookups``)
or finds an article (``sources``), and says so in words of ``replies``.
"""
