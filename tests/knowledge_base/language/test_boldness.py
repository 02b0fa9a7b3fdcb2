from knowledge_base.language.boldness import BOLDEST, CAREFUL, Boldness


def observed(*outcomes: tuple[float, bool], times: int = 1) -> Boldness:
    boldness = Boldness()
    for _ in range(times):
        for confidence, right in outcomes:
            boldness.observe(confidence, right=right)
    return boldness


def test_without_evidence_it_is_careful() -> None:
    assert Boldness().threshold == CAREFUL
    assert observed((0.7, True), (0.8, True)).threshold == CAREFUL


def test_confidences_that_proved_right_are_enough() -> None:
    threshold = observed((0.95, True), (0.8, True), (0.75, False), times=160).threshold

    assert BOLDEST <= 0.75 < threshold <= 0.8


def test_confidences_that_proved_wrong_are_not() -> None:
    assert observed((0.98, True), (0.94, False), times=40).threshold > 0.94
    assert observed((0.99, False), times=40).threshold == 1.0


def test_what_articles_that_are_not_there_would_have_drawn_makes_it_more_careful() -> None:
    boldness = observed((0.95, True), (0.75, True), times=160)
    before = boldness.threshold

    for _ in range(40):
        boldness.try_on(0.8, right=False, known=False)

    assert before == 0.75
    assert boldness.threshold > 0.8


def test_confirmed_questions_tell_what_they_had_drawn_without_their_article() -> None:
    boldness = observed((0.95, True), (0.75, True), times=160)
    before = boldness.threshold

    for _ in range(40):
        boldness.observe(0.8, right=False, known=False)
    # What was tried on examples is tried anew; what was confirmed stays.
    boldness.forget()

    assert before == 0.75
    assert boldness.threshold > 0.8


def test_few_of_the_questions_that_nothing_answers_draw_an_answer_however_right_the_others_are():
    boldness = Boldness()
    for at in range(50):
        boldness.try_on(0.99, right=True, known=True)
        boldness.try_on(0.8 if at < 10 else 0.1, right=False, known=False)

    assert 0.8 < boldness.threshold <= CAREFUL


def test_customers_who_ask_otherwise_than_examples_do_make_it_more_careful_and_others_do_not():
    plain, odd = (observed((0.99, True), (0.75, True), times=160) for _ in range(2))
    before = plain.threshold

    for _ in range(40):
        plain.asked(0.98)
        odd.asked(0.75)

    assert before == plain.threshold == 0.75
    assert odd.threshold > 0.75


def test_the_more_was_confirmed_the_less_more_than_enough_must_have_been_right() -> None:
    mostly_right = [(0.9, at > 0) for at in range(50)]

    assert observed(*mostly_right, times=2).threshold == CAREFUL
    assert observed(*mostly_right, times=10).threshold == 0.9


def test_what_was_observed_counts_as_sure_as_it_would_be_now() -> None:
    boldness = observed((0.95, True), (0.75, True), times=160)
    before = boldness.threshold

    boldness.observe_anew([(0.95, True), (0.85, True)] * 160, [0.1] * 40)
    surer = boldness.threshold
    boldness.observe_anew([(0.95, True), (0.85, True)] * 160, [0.9] * 40)

    assert (before, surer) == (0.75, 0.85)
    assert boldness.threshold > 0.9
