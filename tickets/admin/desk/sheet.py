"""Tables to take away, as CSV that a spreadsheet opens as what it is: text and numbers."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet would run (OWASP, CSV injection)."""

Cell = str | int | float


def sheet(name: str, heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """Return ``rows`` as the file ``name``: UTF-8 with its mark, for Excel asks for it."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.write("\ufeff")
    writer = csv.writer(answer)
    writer.writerow([harmless(cell) for cell in heading])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return answer


def harmless(cell: Cell) -> Cell:
    """Return ``cell`` as no spreadsheet runs it: a text that looks like a formula gets a quote."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULAS) else cell
