"""What support must know of the trade, and the little it may do to it.

``models`` hold people, goods, orders and payouts; ``ingest`` brings them from the marketplace.
``moves`` is the one door of an item's state, ``holds`` that of a payout's hold. The rest reads:
``dossier`` one customer's trade, ``standing`` what they are worth, ``numbers`` and ``identity``
which thing and which person a text means. Knows neither articles nor tickets.
"""
