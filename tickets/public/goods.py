"""Which drawing stands for goods without a picture: ids in ``static/site/goods.svg``."""

OTHER, SEVERAL, PAYOUT = "other", "several", "payout"

# The words of the marketplace for kinds of goods, singular, in lower case.
DRAWINGS = {
    "watch": ("watch", "timepiece", "clock", "腕表", "手表"),
    "bag": ("bag", "handbag", "wallet", "luggage", "leather goods", "手袋", "包"),
    "shoes": ("shoe", "shoes", "sneaker", "sneakers", "boot", "boots", "鞋", "球鞋"),
    "jewellery": ("jewellery", "jewelry", "ring", "necklace", "bracelet", "earrings", "珠宝"),
    "clothing": ("clothing", "clothes", "coat", "dress", "jacket", "scarf", "服装"),
    "art": ("art", "painting", "print", "sculpture", "photograph", "艺术品"),
}
_OF_WORD = {word: drawing for drawing, words in DRAWINGS.items() for word in words}


def drawing_of(kind: str) -> str:
    """Return the drawing for a kind of goods, as the marketplace calls it."""
    word = kind.strip().lower()
    return _OF_WORD.get(word) or _OF_WORD.get(word.removesuffix("s"), OTHER)
