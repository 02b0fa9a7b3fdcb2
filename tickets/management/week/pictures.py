"""Which of the drawings in ``static/week`` shows a piece of the catalogue.

A drawing has one shape in several tones; the tone is the fragment of its address.
"""

from django.templatetags.static import static

from tickets.management.week.catalogue import Piece

# By a word of the model; what is not named here is drawn by its kind.
SHAPES = {
    "flap": "flap",
    "tote": "tote",
    "Arche": "tote",
    "bucket": "bucket",
    "Campanule": "bucket",
    "Weekender": "weekender",
    "ring": "ring",
    "necklace": "necklace",
    "bracelet": "bracelet",
    "pendant": "pendant",
    "High": "hightop",
}
BY_KIND = {"watch": "watch", "bag": "flap", "jewellery": "ring", "sneakers": "sneaker"}
# By the beginning of the details.
TONES = {
    "rose gold": "gold",
    "two-tone": "two-tone",
    "platinum": "platinum",
    "caramel": "caramel",
    "bordeaux": "bordeaux",
    "navy": "navy",
    "ivory": "ivory",
    "white gold": "white",
    "pearls": "pearls",
    "jade": "jade",
    "grey": "grey",
    "black, EU": "black",
    "sand": "sand",
    "olive": "olive",
}


def picture_of(piece: Piece) -> str:
    """Return the address of the drawing of ``piece``."""
    words = piece.model.split()
    shape = next((SHAPES[word] for word in words if word in SHAPES), BY_KIND[piece.kind.key])
    tone = next((tone for words, tone in TONES.items() if piece.detail.startswith(words)), "")
    return static(f"week/{shape}.svg") + (f"#{tone}" if tone else "")
