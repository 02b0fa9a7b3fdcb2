import pytest

from knowledge_base.language.answering import Answerer, UnknownArticleError
from knowledge_base.language.shelf import Article

ARTICLES = [
    Article(
        "refund", "When will my refund arrive?", "Five days after we have the piece.", (), "en"
    ),
    Article("card", "Why was my card declined?", "Ask your bank for the reason.", (), "en"),
    Article("login", "I cannot log in", "", ("forgot my password", "locked out"), "en"),
    Article("delivery", "", "The courier brings parcels from Monday to Friday.", (), "en"),
    Article("invoice", "", "", ("can I get an invoice", "where is my receipt"), "en"),
]


def knowing(*articles: Article) -> Answerer:
    answerer = Answerer()
    answerer.learn(articles or ARTICLES)
    return answerer


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("when is the refund coming", "refund"),
        ("I want my money back", "refund"),
        ("why is my crad declind", "card"),
        ("forgotten password", "login"),
        ("which days does a courier come", "delivery"),
        ("invoice please", "invoice"),
    ],
)
def test_the_right_article_is_first_whatever_it_is_made_of(question: str, best: str) -> None:
    assert knowing().ask(question).id == best


def test_words_of_a_title_are_sure_and_what_nothing_answers_is_not() -> None:
    answerer = knowing()

    assert answerer.ask("When will my refund arrive?").answered
    assert not answerer.ask("who won the football match").answered
    assert answerer.ask("").id is answerer.ask("?!").id is None


def test_a_confirmed_question_is_known_at_once() -> None:
    answerer = knowing()
    before = answerer.ask("the plastic thing was refused")

    answerer.confirm("the plastic thing was refused", "card")
    after = answerer.ask("the plastic thing was refused")

    assert before.id != "card" or before.confidence < after.confidence
    assert (after.id, after.answered) == ("card", True)
    with pytest.raises(UnknownArticleError):
        answerer.confirm("anything", "no-such-article")


def test_confirmed_questions_that_an_article_beside_would_draw_make_it_more_careful() -> None:
    twins = [
        Article("home", "Why was my card declined?", "", (), "en"),
        Article("abroad", "Why was my card declined?", "", (), "en"),
    ]
    with_twin, alone = knowing(*twins), knowing(*twins[:1], *ARTICLES[2:])

    for answerer in (with_twin, alone):
        for at in range(120):
            answerer.confirm(f"my card was declined, number {at}", "home")

    assert with_twin.threshold > alone.threshold


def test_an_article_that_is_told_anew_is_known_by_its_new_words_alone() -> None:
    answerer = knowing()

    answerer.learn([Article("card", "Gift wrapping", "", (), "en")])
    answerer.forget("refund")

    assert answerer.ask("gift wrapping").id == "card"
    assert answerer.ask("the bank declined it").id != "card"
    assert "refund" not in {one.id for one in answerer.ask("refund").ranked}
    assert len(answerer) == len(ARTICLES) - 1


def test_how_an_article_that_is_gone_was_mistyped_hides_no_word_of_the_others() -> None:
    care = Article("care", "Leather balsam", "Rub it in thinly.", (), "en")
    slip = Article("slip", "Something else", "", ("where is the balsm",), "en")
    answerer = knowing(care, slip)

    answerer.forget("slip")

    assert [match.id for match in answerer.matches("balsm")] == ["care"]


def test_a_question_in_another_language_than_any_article_says_so() -> None:
    answer = knowing().ask("退款什么时候到账", language="zh")

    assert answer.other_language
    assert not answer.answered
    assert answer.ranked[0].id == "refund"


def test_chinese_is_found_without_a_dictionary() -> None:
    answerer = knowing(
        Article("a", "退款多久到账？", "", (), "zh"),
        Article("b", "怎么修改收货地址？", "", (), "zh"),
        Article("c", "优惠券怎么用？", "", (), "zh"),
    )

    asked = {"钱什么时候退给我": "a", "地址写错了": "b", "券用不了": "c"}

    assert {text: answerer.ask(text).id for text in asked} == asked


def test_many_rows_later_the_same_is_found_as_when_told_at_once() -> None:
    late, at_once = knowing(), Answerer()
    more = {"refund": [f"refund number{i} please" for i in range(280)]}
    for text in more["refund"]:
        late.confirm(text, "refund")
    first, *others = ARTICLES
    at_once.learn([Article(first.id, first.title, first.body, more["refund"], "en"), *others])

    for question in ("refund number7", "why was my card declined", "courier on Friday"):
        ranked = [one.id for one in late.ask(question).ranked]
        assert ranked[:1] == [one.id for one in at_once.ask(question).ranked][:1]


INTENTS = {
    "arrival": ("card arrival", "where is my card", "my card has not come", "card still not here"),
    "limit": (
        "card limit",
        "how much can my card spend",
        "raise my card limit",
        "is my card capped",
    ),
    "fee": ("card fee", "why a fee for my card", "what does my card cost", "card charged extra"),
}


def test_examples_teach_which_words_tell_articles_apart() -> None:
    answerer = knowing(
        *(Article(key, title, "", asked, "en") for key, (title, *asked) in INTENTS.items())
    )

    asked = {"my card did not come yet": "arrival", "my card cost me extra": "fee"}

    assert {text: answerer.ask(text).id for text in asked} == asked


def test_what_is_taken_away_is_never_answered_though_its_examples_were_learned() -> None:
    answerer = knowing(
        *(Article(key, title, "", asked, "en") for key, (title, *asked) in INTENTS.items())
    )
    answerer.ask("where is my card")

    answerer.forget("arrival")

    assert "arrival" not in {one.id for one in answerer.ask("where is my card").ranked}


@pytest.mark.parametrize("question", ["my card is not here yet", "has my card arrived"])
def test_a_question_without_an_article_fares_as_if_that_had_never_taught(question: str) -> None:
    all_three = [Article(key, one[0], "", one[1:], "en") for key, one in INTENTS.items()]

    without = knowing(*all_three).ask(question, without=["arrival"])
    never = knowing(*all_three[1:]).ask(question)

    assert without.id == never.id
    # How rare a word is still counts it; what it taught the others not to be would be three times
    # as much.
    assert without.ranked[0].score == pytest.approx(never.ranked[0].score, abs=0.3)


def test_keywords_are_not_tried_as_if_somebody_had_asked_them() -> None:
    answerer = knowing(
        Article("refund", "When will my refund arrive?", "", (), "en", ("money back", "refunded")),
        Article("login", "I cannot log in", "", ("forgot my password",), "en", ("locked",)),
    )

    tried = answerer.tried()

    assert [one.is_known for one in tried] == [True, False]
