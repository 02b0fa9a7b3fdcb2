"""The presets: what a new desk gets, what an older one keeps, and that nothing is half said."""

import pytest

from tickets.management import presets
from tickets.triage.models import Category, FieldKind
from tickets.triage.preset_categories import PRESETS
from tickets.triage.preset_parts import WORDS, Question

QUESTIONS = [(preset.key, question) for preset in PRESETS for question in preset.questions]


@pytest.mark.parametrize(
    "question", [q for _, q in QUESTIONS], ids=[f"{k}-{q.key}" for k, q in QUESTIONS]
)
def test_every_question_has_a_hint_in_both_languages_that_fits(question: Question) -> None:
    for text in (question.help_en, question.help_zh):
        assert 0 < len(text) <= 200
    assert max(len(question.en), len(question.zh)) <= 120


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_at_most_four_questions_are_asked_and_words_lead_to_each_category(preset) -> None:
    assert len(preset.questions) <= 4
    for words in (preset.words_en, preset.words_zh):
        lines = words.splitlines()
        assert len(lines) >= 25
        assert len(set(lines)) == len(lines)


def test_no_list_of_words_belongs_to_nothing() -> None:
    files = {path.name for path in WORDS.glob("*.txt")}

    assert files == {f"{p.key}.{language}.txt" for p in PRESETS for language in ("en", "zh")}


@pytest.mark.django_db
class TestLoading:
    def test_a_new_desk_gets_words_and_situations(self) -> None:
        presets.load()

        category = Category.objects.get(key="not-shipped")
        assert "not shipped" in category.words_en.splitlines()
        assert "没发货" in category.words_zh.splitlines()
        assert category.situations == ["order_to_ship", "order_ships_late"]

    def test_an_older_desk_gets_what_is_empty_and_keeps_what_staff_wrote(self) -> None:
        presets.load()
        Category.objects.filter(key="payout").update(words_en="", words_zh="我的词", situations=[])
        template = Category.objects.get(key="payout").fields
        template.filter(key="matter").update(help_en="", help_zh="")
        template.filter(key="payout").update(help_en="Ours.", help_zh="")
        template.filter(key="expected").delete()

        presets.load()

        category = Category.objects.with_template().get(key="payout")
        assert "payout is late" in category.words_en.splitlines()
        assert category.words_zh == "我的词"
        assert "payout_held" in category.situations
        helps = {question.key: question.help_en for question in category.fields.all()}
        assert set(helps) == {"payout", "matter"}
        assert helps["payout"] == "Ours."
        assert helps["matter"].startswith("Choose what comes nearest")

    def test_choices_stand_where_one_of_several_is_asked_for(self) -> None:
        presets.load()

        kinds = {
            question.kind
            for category in Category.objects.with_template()
            for question in category.fields.all()
            if question.choices
        }
        assert kinds == {FieldKind.CHOICE}
