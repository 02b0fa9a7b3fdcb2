"""How bodies of API calls are read.

Apart from ``config.api``: DRF's views look their parsers up while ``config.api`` imports them.
"""

import io
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework import exceptions, parsers


class JSONParser(parsers.JSONParser):
    """JSON bodies, no larger than ``DATA_UPLOAD_MAX_MEMORY_SIZE`` (else 413).

    Django watches the size only of what is read as ``request.body``, DRF reads the stream itself.
    """

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        body = (parser_context or {})["request"]._request.body
        try:
            return super().parse(io.BytesIO(body), media_type, parser_context)
        except RecursionError as error:
            raise exceptions.ParseError(_("The JSON is nested too deeply.")) from error
