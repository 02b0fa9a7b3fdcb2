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
    threshold = observed((0.95, True), (0.8, True), (0.75, False), times=40).threshold

    assert BOLDEST <= 0.75 < threshold <= 0.8


def test_confidences_that_proved_wrong_are_not() -> None:
    assert observed((0.98, True), (0.94, False), times=40).threshold > 0.94
    assert observed((0.99, False), times=40).threshold == 1.0


def test_what_articles_that_are_not_there_would_have_drawn_makes_it_more_careful() -> None:
    boldness = observed((0.95, True), (0.75, True), times=40)
    before = boldness.threshold

    for _ in range(40):
        boldness.try_on(0.8, right=False, known=False)

    assert before == 0.75
    assert boldness.threshold > 0.8
