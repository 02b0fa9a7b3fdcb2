"""The categories of a consignment marketplace, in the order of the form.

One more is one more ``Preset`` in the file of its side, and its two lists in ``words/``.
"""

from tickets.triage import preset_both_sides, preset_buyers, preset_consignors

PRESETS = (*preset_buyers.PRESETS, *preset_consignors.PRESETS, *preset_both_sides.PRESETS)
