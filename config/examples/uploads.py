"""Files: sent in parts, and read."""

from typing import Any

from config.examples.following import ID
from config.examples.shown import Shown

UPLOAD_ID = "0198f0a4-9c2b-7f10-a1d4-5e6f70819293"
FILE_ID = "0198f0a4-a3b4-7c5d-8e6f-708192a3b4c5"
BEGUN: dict[str, Any] = {
    "id": UPLOAD_ID,
    "name": "receipt.jpg",
    "state": "receiving",
    "offset": 0,
    "size": 3145728,
    "media_type": "",
    "why": "",
    "why_words": "",
    "expires_at": "2026-04-14T09:30:00Z",
}
READY = {**BEGUN, "state": "ready", "offset": 3145728, "media_type": "image/jpeg"}
OF = {"upload_id": UPLOAD_ID}
FILE = {"ticket_id": ID, "file_id": FILE_ID}

EXAMPLES = {
    "uploads_create": Shown(answers={"201": BEGUN}, asked={"Upload-Length": 3145728}),
    "uploads_retrieve": Shown(answers={"200": READY}, asked=OF),
    "uploads_append": Shown(asked={**OF, "Upload-Offset": 0}),
    "uploads_remove": Shown(asked=OF),
    "tickets_files_retrieve": Shown(asked={**FILE, "Range": "bytes=0-1023"}),
    "tickets_files_preview": Shown(asked=FILE),
}
