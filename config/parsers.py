"""How bodies of API calls are read.

Apart from ``config.api``: DRF's views look their parsers up while ``config.api`` imports them.
"""

import io
import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework import exceptions, parsers


class JSONParser(parsers.JSONParser):
    """JSON bodies, no larger than ``DATA_UPLOAD_MAX_MEMORY_SIZE`` (else 413), and text throughout.

    Django watches the size only of what is read as ``request.body``, DRF reads the stream itself.
    An escape may name half a character (RFC 8259, 8.2), which nothing can store, and no answer
    that repeats it can be sent.
    """

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        body = (parser_context or {})["request"]._request.body
        try:
            parsed: dict[str, Any] = super().parse(io.BytesIO(body), media_type, parser_context)
            json.dumps(parsed, ensure_ascii=False).encode()
        except RecursionError as error:
            raise exceptions.ParseError(_("The JSON is nested too deeply.")) from error
        except UnicodeEncodeError as error:
            raise exceptions.ParseError(_("The JSON holds half a character.")) from error
        return parsed
