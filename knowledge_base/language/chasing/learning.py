"""Learn from our own sentences which texts ask where our answer is.

``uv run python -m knowledge_base.language.chasing.learning`` reads ``sentences/`` and writes
``learned.npz``. A plane by ridge regression through words and meaning (Hoerl & Kennard, "Ridge
regression", 1970): with so few sentences its solution is exact, and the same each time.
"""

import io
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge_base.language.chasing.learned import FOLDER, LEARNED, Learned
from knowledge_base.language.weighing import Row, Weighing, understood

PENALTY = 1.0
LEVEL = 0.1
"""What every text has: the plane need not go through nothing."""

Labelled = Sequence[tuple[str, bool]]


def sentences(folder: Path = FOLDER / "sentences") -> list[tuple[str, bool]]:
    """Return our sentences, and whether each asks."""
    return [
        (line, path.name.startswith("asks"))
        for path in sorted(folder.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line
    ]


def learn(labelled: Labelled) -> Learned:
    """Return what ``labelled`` teaches."""
    texts = understood([text for text, _asks in labelled])
    weighing = Weighing.of(texts, labels=2)
    rows = [weighing.row(text) for text in texts]
    words = _dense(rows, len(weighing.names))
    meant = np.array([row.meant for row in rows], dtype=np.float64)
    targets = np.array([1.0 if asks else -1.0 for _text, asks in labelled])
    alike = words @ words.T + meant @ meant.T + LEVEL
    # Together those that ask weigh what the others do, however many there are of each.
    asks = targets > 0
    weights = np.where(asks, (~asks).sum() / max(asks.sum(), 1), 1.0)
    shares = np.linalg.solve(alike + np.diag(PENALTY / weights), targets)
    return Learned(
        weighing,
        (words.T @ shares).astype(np.float32),
        (meant.T @ shares).astype(np.float32),
        float(LEVEL * shares.sum()),
    )


def dumped(learned: Learned) -> bytes:
    """Return ``learned`` as bytes, in half precision."""
    said = {
        "names": list(learned.weighing.names),
        "meaning": learned.weighing.meaning,
        "level": learned.level,
    }
    file = io.BytesIO()
    np.savez_compressed(
        file,
        said=np.frombuffer(json.dumps(said, ensure_ascii=False).encode(), dtype=np.uint8),
        rarity=learned.weighing.rarity.astype(np.float16),
        words=learned.words.astype(np.float16),
        meant=learned.meant.astype(np.float16),
    )
    return file.getvalue()


def _dense(rows: Sequence[Row], width: int) -> np.ndarray:
    found = np.zeros((len(rows), width))
    for at, row in enumerate(rows):
        found[at, row.columns] = row.values
    return found


if __name__ == "__main__":
    LEARNED.write_bytes(dumped(learn(sentences())))
