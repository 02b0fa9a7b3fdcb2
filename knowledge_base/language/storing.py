"""A classifier as bytes and back. Pure.

Arrays and JSON, never pickle: whoever could write the bytes would otherwise run code here. Weights
are kept in half precision, which moves no decision that was measured and halves the size.
"""

import io
import json
from dataclasses import asdict
from typing import Any

import numpy as np

from knowledge_base.language.calibration import Calibration
from knowledge_base.language.classifier import Classifier, Examples
from knowledge_base.language.weighing import Weighing

FORMAT = 3
"""Raised when features or signals change: weights learned on others mean nothing."""


class NotAClassifier(Exception):
    """The bytes are not what ``dumped`` gives, or of another version of it."""


def dumped(classifier: Classifier) -> bytes:
    said = {
        "format": FORMAT,
        "labels": list(classifier.labels),
        "names": list(classifier.weighing.names),
        "meaning": classifier.weighing.meaning,
        "calibration": asdict(classifier.calibration),
    }
    examples = classifier.examples
    file = io.BytesIO()
    np.savez_compressed(
        file,
        said=np.frombuffer(json.dumps(said).encode(), dtype=np.uint8),
        rarity=classifier.weighing.rarity,
        weights=classifier.weights.astype(np.float16),
        meaning=classifier.meaning.astype(np.float16),
        bias=classifier.bias,
        pointers=examples.pointers,
        rows=examples.rows,
        values=examples.values.astype(np.float16),
        meant=examples.meant.astype(np.float16),
        labels=examples.labels,
        middles=examples.middles,
    )
    return file.getvalue()


def loaded(data: bytes) -> Classifier:
    """Return the classifier that ``data`` holds. Raises NotAClassifier."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            arrays: dict[str, Any] = {name: file[name] for name in file.files}
        said = json.loads(arrays.pop("said").tobytes())
        if said["format"] != FORMAT:
            raise NotAClassifier(f"format {said['format']}, and this reads {FORMAT}")
        return Classifier(
            said["labels"],
            Weighing(said["names"], arrays["rarity"], said["meaning"]),
            arrays["weights"].astype(np.float32),
            arrays["meaning"].astype(np.float32),
            arrays["bias"],
            Examples(
                arrays["pointers"],
                arrays["rows"],
                arrays["values"].astype(np.float32),
                arrays["meant"].astype(np.float32),
                arrays["labels"],
                arrays["middles"],
            ),
            Calibration(**said["calibration"]),
        )
    except (ValueError, KeyError, TypeError, OSError, EOFError) as error:
        raise NotAClassifier(str(error)) from error
