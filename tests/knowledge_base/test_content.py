import re
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from consignment.languages import CHINESE, ENGLISH
from knowledge_base import content
from knowledge_base.articles import publishing
from knowledge_base.articles.choices import Audience, State
from knowledge_base.articles.models import Article, ArticleText, Section
from knowledge_base.articles.publishing import Words
from knowledge_base.content import ContentError, Loaded, load, read
from tests.factories.trade import NOW, UserFactory
from tickets.lifecycle.choices import Tier
from tickets.lifecycle.desk import DeskSettings
from tickets.sla.presets import POLICIES

pytestmark = pytest.mark.django_db

AMOUNT = re.compile(r"\d[\d,]*\.\d\d")
EDITED = Words(title="Edited", summary="By hand.", body="New.")
PIECES = {piece.slug: piece for piece in read(content.FOLDER)}

# What content.py decides, the article, and how it is told in English and in Chinese.
FACTS = [
    ("when-your-order-ships", "within 3 business days of payment", "3 个工作日内发出"),
    ("when-your-order-ships", "More than 2 business days past", "超过承诺时间 2 个工作日以上"),
    ("not-arrived", "2 to 5 business days", "2 到 5 个工作日"),
    ("how-payouts-work", "2 to 5 business days within the country", "国内 2 到 5 个工作日"),
    ("not-arrived", "no scan for 5 business days", "连续 5 个工作日没有任何扫描"),
    ("not-arrived", "within 7 days", "7 天内"),
    ("returns-and-refunds", "within 14 days of delivery", "签收后 14 天内"),
    ("not-as-described", "within 14 days of delivery", "签收后 14 天内"),
    ("how-payouts-work", "The buyer has 14 days", "买家有 14 天"),
    ("returns-and-refunds", "US$25", "25 美元"),
    ("returns-and-refunds", "5 to 10 business days", "5 到 10 个工作日"),
    ("when-your-order-ships", "5 to 10 business days", "5 到 10 个工作日"),
    ("how-authentication-works", "without a time limit", "没有期限"),
    ("for-agents-doubted-authenticity", "without a time limit", "没有期限"),
    ("payment-failed", "reserved for you for 30 minutes", "保留 30 分钟"),
    ("price-changes", "After 30 minutes", "30 分钟后"),
    ("how-authentication-works", "up to 5 business days", "最长 5 个工作日"),
    ("rejected-and-unsold-items", "5 business days from arrival", "从到库起 5 个工作日"),
    ("rejected-and-unsold-items", "on sale for 120 days", "120 天"),
    ("price-changes", "120 days", "120 天"),
    ("fees-and-commission", "US$35", "35 美元"),
    ("fees-and-commission", "up to US$1,000 | 22%", "1,000 美元及以下 | 22%"),
    ("fees-and-commission", "up to US$5,000 | 20%", "至 5,000 美元 | 20%"),
    ("fees-and-commission", "above US$5,000 | 18%", "5,000 美元以上 | 18%"),
    ("rejected-and-unsold-items", "US$35", "35 美元"),
    ("fees-and-commission", "first 60 days", "未满 60 天"),
    ("price-changes", "once every 7 days", "每 7 天可以改一次"),
    ("how-payouts-work", "10 days after delivery", "签收后第 10 天"),
    ("how-payouts-work", "72 hours", "72 小时"),
    ("payout-on-hold", "72 hours", "72 小时"),
    ("protect-your-account", "72 hours", "72 小时"),
    ("payout-on-hold", "within 30 days at the latest", "最迟 30 天内"),
    ("for-agents-doubted-authenticity", "30 days", "30 天"),
    ("rejected-and-unsold-items", "within 7 business days", "7 个工作日内"),
    ("track-your-order", "no scan for 5 business days", "连续 5 个工作日没有扫描记录"),
    ("track-your-order", "The 14 days for a return begin", "14 天退货期"),
    ("change-delivery-address", "up to 30 days", "最多可以替您保管 30 天"),
    ("cancel-an-order", "more than 2 business days late", "晚发 2 个工作日以上"),
    ("cancel-an-order", "5 to 10 business days", "5 到 10 个工作日"),
    ("damaged-in-transit", "within 7 days of delivery", "签收后 7 天内"),
    ("damaged-in-transit", "within 14 days of delivery", "签收后 14 天内"),
    ("for-agents-damaged-parcels", "7 days from delivery", "签收后 7 天"),
    ("for-agents-damaged-parcels", "14 days from delivery", "签收后 14 天"),
    ("ways-to-pay", "above US$10,000 | 3 business days", "10,000 美元以上 | 3 个工作日"),
    ("payment-failed", "above US$10,000", "超过 10,000 美元"),
    ("vouchers", "less US$25 if you changed your mind", "扣 25 美元运费"),
    ("vouchers", "at least 30 days", "至少还有 30 天"),
    ("doubt-after-delivery", "no time limit", "没有期限"),
    ("doubt-after-delivery", "up to 10 business days", "最长 10 个工作日"),
    ("condition-grades", "within 14 days", "14 天内退货"),
    ("how-disputes-are-decided", "within 30 days at the latest", "最迟 30 天内"),
    ("how-disputes-are-decided", "once, within 14 days", "14 天内申请一次复核"),
    ("how-disputes-are-decided", "plan comes within 48 hours", "方案最迟 48 小时给出"),
    ("for-agents-two-sides", "30 days is the end of the hold", "暂缓最长 30 天"),
    ("send-your-pieces-in", "estimate within 2 business days", "2 个工作日内给您估价"),
    ("send-your-pieces-in", "US$20,000 a parcel", "每个包裹 20,000 美元"),
    ("insured-in-our-care", "US$20,000 for a parcel", "每个包裹最高 20,000 美元"),
    (
        "from-arrival-to-listing",
        "up to 5 business days; 10",
        "最长 5 个工作日；开机芯或送实验室 10",
    ),
    ("from-arrival-to-listing", "3 business days", "3 个工作日"),
    ("what-a-piece-may-bring", "within 2 business days", "2 个工作日内"),
    ("what-a-piece-may-bring", "up to twice our range", "不超过建议区间的两倍"),
    ("authentication-failed", "Within 14 days of the letter", "收到通知后 14 天内"),
    ("authentication-failed", "within 10 business days", "10 个工作日内"),
    ("fetch-send-back-or-donate", "within 7 business days", "7 个工作日内寄出"),
    ("fetch-send-back-or-donate", "kept for 30 days", "保管 30 天"),
    ("fetch-send-back-or-donate", "first 60 days | US$35", "上架未满 60 天撤下 | 每件 35 美元"),
    ("damaged-or-lost-with-us", "up to 10 business days", "最多找 10 个工作日"),
    ("damaged-or-lost-with-us", "within 10 business days after", "定损之后 10 个工作日内"),
    ("your-statement", "10 days after delivery", "签收后第 10 天"),
    ("change-bank-details", "For 72 hours nothing is paid", "72 小时之内，不会向新账户打款"),
    ("payouts-abroad", "1 to 3 business days", "1 到 3 个工作日"),
    ("sold-piece-returned", "within 3 business days of arrival", "3 个工作日内验收"),
    ("sold-piece-returned", "7 days to hand it over", "7 天时间交寄"),
    ("two-step-sign-in", "one business day", "一个工作日"),
    ("change-phone-or-mail", "one business day", "一个工作日"),
    ("close-your-account", "within 15 days", "15 天内"),
    ("close-your-account", "up to 10 years", "最长 10 年"),
]

# What ``how-we-answer`` tells of the desk's own promises.
DESK_FACTS = [
    (Tier.URGENT, "within **2 minutes** | day and night"),
    (Tier.HIGH, "within **15 minutes** | day and night"),
    (Tier.MEDIUM, "within **2 hours** | while we are open"),
    (Tier.LOW, "within **24 hours** | every day"),
]


@pytest.mark.parametrize(("slug", "english", "chinese"), FACTS)
def test_the_articles_tell_the_same_numbers(slug: str, english: str, chinese: str) -> None:
    words = PIECES[slug].words

    assert english in words[ENGLISH].body.replace("**", "")
    assert chinese in words[CHINESE].body.replace("**", "")


@pytest.mark.parametrize("slug", PIECES)
def test_both_languages_have_the_same_parts(slug: str) -> None:
    english, chinese = (PIECES[slug].words[language].body for language in (ENGLISH, CHINESE))

    for mark in ("## ", "- ", "1. ", "|"):
        assert len(re.findall(rf"^{re.escape(mark)}", english, re.M)) == len(
            re.findall(rf"^{re.escape(mark)}", chinese, re.M)
        ), mark


@pytest.mark.parametrize("slug", PIECES)
def test_every_link_between_articles_leads_to_one_its_readers_may_see(slug: str) -> None:
    piece = PIECES[slug]

    for words in piece.words.values():
        for target in re.findall(r"\]\((/[^)]*)\)", words.body):
            linked = next(
                p for p in PIECES.values() if reverse("help:article", args=[p.slug]) == target
            )
            assert linked.audience in {Audience.PUBLIC, piece.audience} or (
                linked.slug == "payout-on-hold"
            )


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_the_sums_of_the_example_statement_are_right(language: str) -> None:
    body = PIECES["your-statement"].words[language].body
    lines = [line for line in body.splitlines() if re.match(r"\|.*\d\.\d\d.*\|$", line)]
    figures = [[Decimal(n.replace(",", "")) for n in AMOUNT.findall(line)] for line in lines]
    *pieces, together = [(row[0], row[1], sum(row[2:-1]), row[-1]) for row in figures]

    assert len(pieces) == 3
    assert [sum(column) for column in zip(*pieces, strict=True)] == list(together)
    for price, commission, agreed, payout in pieces:
        assert commission == price * _rate(price) / 100
        assert payout == price - commission - agreed


def test_what_the_articles_promise_is_what_the_desk_promises() -> None:
    told = PIECES["how-we-answer"].words[ENGLISH].body
    promised = {
        policy.tier: policy.first
        for policy in POLICIES
        if not (policy.lane or policy.channel or policy.urgency) and policy.tier
    }

    for tier, words in DESK_FACTS:
        number, unit = re.findall(r"(\d+) (minutes|hours)", words)[0]
        assert promised[tier] == timedelta(**{unit: int(number)})
        assert words in told
    desk = DeskSettings()
    assert f"**within {desk.reopen_days} days**" in told
    assert f"up to {desk.files_per_message} files of {desk.megabytes_per_file} MB" in told
    damaged = PIECES["damaged-in-transit"].words[ENGLISH].body
    assert f"within **{desk.claim_days} days** of delivery" in damaged


def test_thirty_articles_and_more_are_for_customers_and_some_for_agents() -> None:
    audiences = [piece.audience for piece in PIECES.values()]

    assert len(audiences) - audiences.count(Audience.STAFF) >= 30
    assert audiences.count(Audience.STAFF) >= 3


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Load three of the articles alone, which say as much of loading; return their number."""
    slugs = ("not-arrived", "track-your-order", "how-payouts-work")
    for path in [one for slug in slugs for one in content.FOLDER.glob(f"{slug}.*.md")]:
        (tmp_path / path.name).write_text(path.read_text())
    monkeypatch.setattr(content, "FOLDER", tmp_path)
    return len(slugs)


def test_loading_publishes_every_article_in_both_languages_and_again_changes_nothing() -> None:
    done = load(NOW)

    assert done == Loaded(added=2 * len(PIECES))
    assert Article.objects.published(NOW).count() == len(PIECES) >= 12
    assert ArticleText.objects.published(NOW).filter(language=CHINESE).count() == len(PIECES)
    assert list(Section.objects.values_list("slug", flat=True)) == list(content.SECTIONS)
    assert load(NOW) == Loaded(unchanged=2 * len(PIECES))


def test_what_an_editor_wrote_is_kept(few: int) -> None:
    load(NOW)
    article = Article.objects.get(slug="not-arrived")
    publishing.write(article, ENGLISH, EDITED, by=UserFactory(staff=True), at=NOW)

    done = load(NOW)

    assert (done.kept, done.changed) == (1, 0)
    assert article.texts.get(language=ENGLISH).title == "Edited"


def test_what_an_editor_wrote_gives_way_to_overwrite_and_stays_as_a_revision(few: int) -> None:
    load(NOW)
    article = Article.objects.get(slug="not-arrived")
    publishing.write(article, ENGLISH, EDITED, by=UserFactory(staff=True), at=NOW)

    done = load(NOW, overwrite=True)

    assert done.changed == 1
    text = article.texts.get(language=ENGLISH)
    assert text.title == PIECES["not-arrived"].words[ENGLISH].title
    assert [revision.title for revision in text.revisions.all()][1] == "Edited"


def test_a_new_release_brings_new_words_where_nobody_edited(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _write_article(tmp_path, "care", title="Old")
    monkeypatch.setattr(content, "FOLDER", tmp_path)
    load_from(tmp_path, monkeypatch)
    _write_article(tmp_path, "care", title="New")

    done = load_from(tmp_path, monkeypatch)

    assert done == Loaded(changed=1, unchanged=1)
    assert ArticleText.objects.get(language=ENGLISH).title == "New"


def test_an_article_that_was_retired_stays_retired(few: int) -> None:
    load(NOW)
    publishing.retire(Article.objects.get(slug="not-arrived"), by=None, at=NOW)

    load(NOW, overwrite=True)

    assert Article.objects.get(slug="not-arrived").state == State.RETIRED


def test_an_audience_that_was_changed_is_kept_unless_overwritten(few: int) -> None:
    load(NOW)
    Article.objects.filter(slug="not-arrived").update(audience=Audience.BUYERS)

    load(NOW)
    assert Article.objects.get(slug="not-arrived").audience == Audience.BUYERS
    load(NOW, overwrite=True)
    assert Article.objects.get(slug="not-arrived").audience == Audience.PUBLIC


def test_the_command_says_what_it_did_in_one_line(few: int) -> None:
    out = StringIO()

    call_command("load_articles", stdout=out)

    assert out.getvalue() == (
        f"Loaded texts: {2 * few} added, 0 changed, 0 unchanged, 0 kept as edited.\n"
    )


def test_a_dry_run_tells_the_same_and_changes_nothing(few: int) -> None:
    out = StringIO()

    call_command("load_articles", "--dry-run", stdout=out)

    assert f"Would load texts: {2 * few} added" in out.getvalue()
    assert not Article.objects.exists()
    assert not Section.objects.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("section: consigning", "section: attic"), "unknown section 'attic'"),
        (("audience: public", "audience: friends"), "unknown audience 'friends'"),
        (("position: 1", "position: first"), "'first' is not a number"),
        (("summary:", "sumary:"), "needs"),
        (("---\n", ""), "does not begin with front matter"),
        (("Text.", "![A seal](http://a.example/b.jpg)"), "begins with https://"),
    ],
)
def test_a_file_that_is_wrong_is_named_and_nothing_is_loaded(
    change: tuple[str, str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write_article(tmp_path, "good", title="Good")
    _write_article(tmp_path, "wrong", title="Wrong")
    path = tmp_path / "wrong.en.md"
    path.write_text(path.read_text().replace(*change))

    with pytest.raises(ContentError, match=re.escape(message)) as raised:
        load_from(tmp_path, monkeypatch)

    assert "wrong" in str(raised.value)
    assert not Article.objects.exists()


def test_an_article_without_its_chinese_text_is_named(tmp_path: Path) -> None:
    _write_article(tmp_path, "half", title="Half")
    (tmp_path / "half.zh-hans.md").unlink()

    with pytest.raises(ContentError, match=r"half: there is no half\.zh-hans\.md"):
        read(tmp_path)


def test_the_command_fails_with_the_message_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "alone.en.md").write_text("---\ntitle: x\n---\n")
    monkeypatch.setattr(content, "FOLDER", tmp_path)

    with pytest.raises(CommandError, match="alone"):
        call_command("load_articles")


def _rate(price: Decimal) -> int:
    """Return the percent that the table of ``fees-and-commission`` takes of ``price``."""
    return 22 if price <= 1_000 else 20 if price <= 5_000 else 18


def load_from(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Loaded:
    monkeypatch.setattr(content, "FOLDER", folder)
    return load(NOW)


def _write_article(folder: Path, slug: str, *, title: str) -> None:
    place = "section: consigning\naudience: public\nposition: 1\n"
    (folder / f"{slug}.en.md").write_text(
        f"---\n{place}title: {title}\nsummary: s\nkeywords: k\n---\nText.\n"
    )
    (folder / f"{slug}.zh-hans.md").write_text(
        "---\ntitle: 标题\nsummary: 摘要\nkeywords: 词\n---\n正文。\n"
    )
