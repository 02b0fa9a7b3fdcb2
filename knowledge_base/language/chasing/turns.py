"""The turns of phrase by which customers ask where our answer is. Pure.

``phrases/`` holds them: a line is a regular expression in which a word in capitals is one of the
classes. The English ones are read against words in lower case with one space between, marks apart,
short forms and slang written out ("haven't" is "have not") and slips mended; the Chinese ones
against simplified characters without spaces. What a line of ``else`` matches is taken away first:
it sounds alike and asks for nothing.
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from knowledge_base.language.segmenting import HAN, has_han, normalise
from knowledge_base.language.spelling import SHORTEST, Speller
from knowledge_base.language.stopwords import ENGLISH_ASKING

# What is written short, and what it stands for.
_SHORT_FORMS = """
    u=you ur=your r=are y=why pls=please plz=please plss=please pleas=please thx=thanks
    msg=message msgs=messages hrs=hours hr=hour wks=weeks wk=week mins=minutes bc=because
    abt=about rn=now atm=now bday=birthday tmrw=tomorrow tmr=tomorrow 2day=today 2moro=tomorrow
    any1=anyone no1=nobody noone=nobody some1=someone sb=somebody every1=everyone ppl=people
    gonna=going+to wanna=want+to gotta=have+to cos=because cuz=because coz=because sth=something
    wassup=what+is+up wazzup=what+is+up whatsup=what+is+up sup=what+is+up info=information
    anythin=anything nothin=nothing waitin=waiting goin=going happenin=happening cs=support
    wat=what whens=when+is wens=when+is wen=when wht=what im=i+am ive=i+have ill=i+will
    id=i+would youre=you+are youve=you+have theyre=they+are its=it+is thats=that+is
    whats=what+is hows=how+is wheres=where+is whos=who+is heres=here+is theres=there+is
    weve=we+have nobodys=nobody+is anyones=anyone+is cannot=can+not cant=can+not can't=can+not
    wont=will+not won't=will+not shan't=shall+not aint=is+not ain't=is+not havent=have+not
    hasnt=has+not hadnt=had+not didnt=did+not dont=do+not doesnt=does+not isnt=is+not
    arent=are+not wasnt=was+not werent=were+not couldnt=could+not wouldnt=would+not
    shouldnt=should+not followup=follow+up follow-up=follow+up anymore=any+more e-mail=email
    e-mails=emails mails=mails b4=before ya=you yall=you cmon=come+on asap=asap
    dunno=do+not+know lemme=let+me gimme=give+me hallo=hello helo=hello hullo=hello hiya=hi
    heya=hey oi=hey
"""
_SHORT = {
    short: words.replace("+", " ")
    for short, _sign, words in (form.partition("=") for form in _SHORT_FORMS.split())
}
_ENDINGS = {
    "n't": " not", "'re": " are", "'ve": " have", "'ll": " will", "'m": " am", "'d": " would",
    "'s": " is",
}  # fmt: skip
_ENDING = re.compile(r"(?<=[^'])(n't|'(?:re|ve|ll|m|d|s))$")
_TOKEN = re.compile(rf"[^\W{HAN}_]+(?:['\-][^\W{HAN}_]+)*|[?!.,;]+|\n")
_LENGTHENED = re.compile(r"([a-z])\1{2,}")

# Words that the patterns look for, long enough to be mistyped; of two as near, the first is meant.
_KEYS = """
    waiting answer answered answers reply replied response responded respond responding update
    updates anyone anybody someone somebody nobody hello still heard received progress feedback
    forgotten ignored ignoring ignore patience longer hours weeks message messages reminder status
    promised finally already again following checking wondering happening contacted contact emailed
    called waited please going about third second silence unanswered resolved solved written wrote
    minutes yesterday people support anything nothing asking writing happened taking
"""
# Words that are right as they are, though one slip away from these.
_RIGHT_WORDS = """
    abort caller chucking contacts contract contracted culled goings heads hears heart horse
    house hurts ignores linger lodger loner lounge massage massages messaged minute notching
    noting pleased premised promise promises receive receiver receives relay relied remainder
    reminded reminders replay replies resolve resolves responses revolved salved science seconds
    silenced silences silly skill solve solves spill stall starts states statues stats stills
    stilt supports talking tasking thirds tired updated wailing waived wandering wanting wasted
    weeds write writhing
"""
_RIGHT = frozenset(_RIGHT_WORDS.split()) | ENGLISH_ASKING

_CLASS = re.compile(r"[A-Z]{2,}")
_PHRASES = Path(__file__).parent / "phrases"


@cache
def _compiled(name: str, language: str) -> re.Pattern[str]:
    """Return one pattern of all the lines of a file; an English one begins and ends with a word.

    Made when somebody first asks: it takes a sixth of a second, which no command need wait for.
    """
    classes = dict(line.split(" ", 1) for line in _lines("classes", language))

    def filled(line: str) -> str:
        while (new := _CLASS.sub(lambda found: classes[found[0]], line)) != line:
            line = new
        return line

    patterns = [filled(line) for line in _lines(name, language)]
    if language == "en":
        patterns = [rf"(?<!\w)(?:{pattern})(?!\w)" for pattern in patterns]
    return re.compile("|".join(patterns))


def _lines(name: str, language: str) -> list[str]:
    return (_PHRASES / f"{name}.{language}.txt").read_text(encoding="utf-8").splitlines()


_SPELLER = Speller(_KEYS.split())

_TAKEN = " | "
"""Stands for what was taken away, and no pattern goes over it."""
_CHINESE_TYPED = [
    (re.compile(pattern), meant)
    for pattern, meant in (
        ("肿么|咋个|怎莫|怎嘛|咋(?!样|说|办|回)", "怎么"),
        ("木有|冒得|莫得|没得", "没有"),
        ("造吗", "知道吗"),
        ("回付|回覆|回負|恢复我|回腹|回夫", "回复"),
        ("答付|答覆|大复", "答复"),
        ("崔(?=一下|促|单|了|你们)", "催"),
        ("灰复", "回复"),
        ("银(?=呢|在吗)", "人"),
        ("(?<=没)银", "人"),
        ("等的(?=花|好|不|心)", "等得"),
        ("处里", "处理"),
        ("杳无音汛", "杳无音讯"),
    )
]
_LATIN = re.compile("[a-z]{2}")
_SPACE = re.compile(r"\s+")


class Turns(NamedTuple):
    """``asks``: the words by which a text asks after us, as they were understood, "" without any.

    ``otherwise``: it has words that sound alike and ask for nothing ("I will wait").
    """

    asks: str
    otherwise: bool


def turns_of(text: str) -> Turns:
    """Return the turns of phrase in ``text``, in either language.

    >>> turns_of("any news??").asks, turns_of("没事不着急")
    ('any news', Turns(asks='', otherwise=True))
    """
    read = normalise(text)
    otherwise = False
    if has_han(read):
        asks, otherwise = _found("zh", _chinese(read))
        if asks or not _LATIN.search(read):
            return Turns(asks, otherwise)
    asks, more = _found("en", _english(read))
    return Turns(asks, otherwise or more)


def _found(language: str, text: str) -> Turns:
    left, times = _compiled("else", language).subn(_TAKEN, text)
    found = _compiled("asks", language).search(left)
    words = found[0].strip(" ,.;?!，。；？！") or found[0] if found else ""
    return Turns(words, bool(times))


def _chinese(text: str) -> str:
    for typed, meant in _CHINESE_TYPED:
        text = typed.sub(meant, text)
    return _SPACE.sub("", text)


def _english(text: str) -> str:
    """Return ``text``, normalised, as the patterns read it: words and marks with spaces between."""
    return " ".join(map(_written_out, _TOKEN.findall(text)))


@lru_cache(maxsize=20_000)
def _written_out(token: str) -> str:
    if token[0] in "?!.,;":
        return "?" if "?" in token else token[0]
    token = _LENGTHENED.sub(lambda run: _shortened(run[1]), token)
    if (words := _SHORT.get(token)) is not None:
        return words
    if ending := _ENDING.search(token):
        return f"{_written_out(token[: ending.start()])}{_ENDINGS[ending[0]]}"
    if len(token) < SHORTEST or token in _RIGHT:
        return token
    return _SPELLER.meant_by(token) or token


def _shortened(letter: str) -> str:
    # "Helllo" and "misss" had two.
    return letter * 2 if letter in "ls" else letter
