"""How customers say what the assistant acts on: one file a thing and language in ``wording/``.

One way a line, as a regular expression over text as ``segmenting.normalise`` gives it. English ways
stand between borders of words, Chinese ones anywhere. ``..`` is a stretch of a few words within one
sentence, a blank in English one or more (``' ?'`` none or more), ``<money>`` a word of ``WORDS``.
"""

import re
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "wording"
_STRETCH = r"[^.!?。！？]{0,40}?"

WORDS = {
    "en": {
        "the": "(?:(?:an?|the|my|your|our|this|that|these|those|some|any) )?",
        "bought": (
            "(?:orders?|parcels?|packages?|packets?|deliver(?:y|ies)|shipments?|purchases?|stuff"
            "|things?|goods|items?|watch(?:es)?|(?:hand)?bags?|rings?|shoes?|necklaces?"
            "|bracelets?|coats?|jackets?|boxe?s?|it|them|everything|订单|包裹|快递)"
        ),
        "money": (
            "(?:pay-?outs?|pay outs?|settlements?|proceeds|earnings|money|funds|cash|payments?"
            "|paid|pay me|payday)"
        ),
        "who": (
            "(?:humans?|persons?|people|agents?|someone|somebody|anyone|anybody|representatives?"
            "|reps?|operators?|advis[eo]rs?|managers?|supervisors?|staff|employees?"
            "|customer (?:service|care|support)|support|assistants?|colleagues?|specialists?"
            "|man|woman|guy|individual|being)"
        ),
    },
    "zh": {
        "bought": (
            "(?:订单|单子|包裹|快递|快件|物流|东西|货|商品|宝贝|表|包|鞋|戒指|项链|买的|下的单|单)"
        ),
        "money": "(?:结算款?|打款|放款|货款|回款|收款|款项?|钱|提现|尾款|分成)",
    },
}
_WORD = re.compile(r"<(\w+)>")
_BLANK = re.compile(r" ([?*])?")
_GAP = re.compile(r" ?\.\. ?")


def _pattern(name: str) -> re.Pattern[str]:
    """Return what matches any way of saying ``name``. Raises KeyError for an unknown ``<word>``."""
    ways = [f"(?:{way})" for way in _ways(name, "zh")]
    for way in _ways(name, "en"):
        spaced = _BLANK.sub(lambda found: r"\s*" if found[1] else r"\s+", way)
        ways.append(rf"(?<![a-z0-9])(?:{spaced})(?![a-z0-9])")
    return re.compile("|".join(ways))


def _ways(name: str, language: str) -> Iterator[str]:
    words = WORDS[language]
    for line in (FOLDER / f"{name}.{language}.txt").read_text(encoding="utf-8").splitlines():
        # A small word that may be left out brings its own blank.
        closed = line.replace("<the> ", "<the>")
        whole = _WORD.sub(lambda found: words[found[1]], closed)
        yield _GAP.sub(rf"\\b{_STRETCH}\\b", whole)


# What concerns people.
PERSON = _pattern("person")
CALLBACK = _pattern("callback")
ANGER = _pattern("anger")
SECURITY = _pattern("security")
MONEY = _pattern("money")
PROBLEM = _pattern("problem")

# What goes on with the talk itself.
THANKS = _pattern("thanks")
GREETING = _pattern("greeting")
WHO_ARE_YOU = _pattern("who-are-you")
HOSTILE = _pattern("hostile")
CORRECTION = _pattern("correction")
NOT_IT = _pattern("not-it")
SAME_AGAIN = _pattern("same-again")
POINTING = _pattern("pointing")
GENERAL = _pattern("general")
OTHER = _pattern("other")
CHARGED = _pattern("charged")
EVERY = _pattern("every")
ELSE = _pattern("else")
YES = _pattern("yes")
PARCEL = _pattern("parcel")
STANDS = _pattern("stands")
OWN = _pattern("own")

# What is asked of a thing.
HOLD = _pattern("hold")
PAYOUT = _pattern("payout")
RETURN = _pattern("return")
ADDRESS = _pattern("address")
CANCEL = _pattern("cancel")
SHIPPING = _pattern("shipping")
PROGRESS = _pattern("progress")
ITEM = _pattern("item")

NEGATED = re.compile(
    r"\b(?:not|no|isn'?t|ain'?t) (?:the|my|that|an?) [a-z0-9]+(?: one)?"
    r"|不是[^,，。;；\s]{1,12}(?=[,，。;；\s]|$)"
)
"""What is meant by "not the bag, the watch" is not the bag."""

SOLD = re.compile(
    r"^(?!(?:(?:and|so|but|hi|ok) )*(?:has|have|had|did|is|are|was)\b)(?!.*[?吗没呢么])"
    r".*(?:\bsold\b|卖[出掉了])"
)
"""That something was sold, told and not asked."""

CLAUSES = re.compile(
    r"[,;.?!:，。；？！：、\n]+|\b(?:and|also|plus|as well as|besides)\b"
    r"|还有|另外|以及|顺便|同时|和(?=[a-z]{2}-?\d)"
)
"""Where one thing that is asked ends and another may begin."""

SENTENCES = re.compile(r"[.?!;。？！；\n]+(?:\s|$)|[。？！；，\n]+|, | - ")
"""Where a sentence, or a part of one that may stand alone, ends."""

_PLACES = (
    ("first|1st|top", "第一|上面那|前面那", "1", "one"),
    ("second|2nd", "第二|第2", "2", "two"),
    ("third|3rd", "第三|第3", "3", "three"),
    ("fourth|4th", "第四|第4", "4", "four"),
    ("fifth|5th", "第五|第5", "5", "five"),
)
ORDINALS: tuple[tuple[int, re.Pattern[str]], ...] = (
    *(
        (
            at,
            re.compile(
                rf"\b(?:{english})\b|{chinese}|^(?:number |no\. ?)?(?:{digit}|{word})[.)]?$"
            ),
        )
        for at, (english, chinese, digit, word) in enumerate(_PLACES)
    ),
    (-1, re.compile(r"\b(?:last|bottom)\b|最后|下面那")),
)
"""Where among the choices of a question somebody points."""
