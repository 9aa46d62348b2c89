from dataclasses import replace
from time import perf_counter

import pytest
from summary_threads import ALL, Written, sentences_of, written

from connector.summary.port import Language, Part, Post, Silence, Summary
from connector.summary.summarise import summarise

THREADS = [written(path) for path in ALL]


def named(name: str) -> Written:
    return next(thread for thread in THREADS if thread.name == name)


def summary_of(posts: list[Post], **more) -> Summary:
    summary = summarise(posts, **more)
    assert isinstance(summary, Summary), summary
    return summary


def reply(number: int, html: str, parent: int | None = 1, time: int | None = None) -> Post:
    return Post(number, number, False, number if time is None else time, parent, "s", html)


@pytest.mark.parametrize("thread", THREADS, ids=lambda thread: thread.name)
def test_every_sentence_is_verbatim_and_from_the_post_it_names(thread: Written):
    by_id = {post.id: post for post in thread.posts}
    for item in summary_of(thread.posts).items:
        assert item.text in sentences_of(by_id[item.post])
        assert item.why


@pytest.mark.parametrize("thread", THREADS, ids=lambda thread: thread.name)
@pytest.mark.parametrize("hidden", [{"private": True}, {"visible_to_all": False}], ids=str)
def test_what_some_reader_may_not_see_is_never_quoted(thread: Written, hidden: dict[str, bool]):
    for post in thread.posts:
        others = [replace(each, **hidden) if each is post else each for each in thread.posts]
        summary = summarise(others)
        assert post.id not in summary.read
        cited = summary.cited if isinstance(summary, Summary) else ()
        assert post.id not in cited


def test_a_hidden_post_leaves_no_trace_at_all():
    thread = named("id-ekatalog")
    without = [post for post in thread.posts if not post.private]
    assert len(without) < len(thread.posts)
    assert summarise(thread.posts) == summarise(without)


def test_the_order_of_arrival_does_not_matter():
    for thread in THREADS:
        assert summarise(reversed(thread.posts)) == summarise(thread.posts)


def test_what_was_corrected_later_is_not_told_as_the_answer():
    texts = [item.text for item in summary_of(named("id-paspor-hampir-habis").posts).items]
    assert not any("dikurangi tiga bulan, dan sisanya" in text for text in texts)
    assert any("tanpa dikurangi tiga bulan" in text for text in texts)


def test_a_decision_in_the_middle_is_found():
    summary = summary_of(named("id-delegasi-rpp").posts)
    assert "disepakati delegasi dikelompokkan" in summary.of(Part.DECISIONS)[0].text
    assert "cue:hasil rapat" in summary.of(Part.DECISIONS)[0].why
    assert any(item.text.endswith("paling lambat tgl. 14 Maret 2025.") for item in summary.of(Part.DEADLINES))


def test_an_answered_question_is_not_called_open():
    texts = [item.text for item in summary_of(named("id-usul-musnah").posts).of(Part.OPEN_QUESTIONS)]
    assert not texts


def test_what_is_yet_to_be_decided_is_no_decision():
    posts = [*named("id-sesi-berbagi").posts]
    posts.append(
        reply(
            390,
            "<p>Temanya belum diputuskan dan perlu disepakati dalam rapat berikutnya.</p>",
            parent=301,
            time=posts[-1].time + 1,
        )
    )
    assert all(item.post != 390 for item in summary_of(posts).of(Part.DECISIONS))


def test_the_same_thing_is_not_said_twice():
    posts = [*named("id-sesi-berbagi").posts]
    again = "<p>Sebaiknya sesi dipindah saja ke pukul 15.30 setelah loket tutup.</p>"
    posts.append(reply(390, again, parent=301, time=posts[-1].time + 1))
    actions = [item.text for item in summary_of(posts).of(Part.ACTIONS)]
    assert sum("loket tutup" in text for text in actions) == 1


def test_silence_when_there_is_little():
    assert summarise([]) == Silence("too_few_posts")
    hello = [reply(1, "Halo", parent=None), reply(2, "Siap"), reply(3, "Terima kasih")]
    assert summarise(hello) == Silence("too_few_words", (1, 2, 3))


def test_silence_when_the_opening_is_not_for_all():
    thread = named("id-ekatalog")
    opening = replace(thread.posts[0], visible_to_all=False)
    found = summarise([opening, *thread.posts[1:]])
    assert isinstance(found, Silence)
    assert found.reason == "opening_not_for_all"


def test_silence_when_nothing_is_clear():
    asked = "Kendala kami banyak sekali di loket pelayanan paspor akhir-akhir ini. " * 6
    thanks = "<p>Terima kasih banyak Bu Ani.</p>"
    quiet = [reply(1, asked, parent=None), reply(2, thanks), reply(3, thanks)]
    assert summarise(quiet) == Silence("nothing_clear", (1, 2, 3))


def test_own_posts_and_experts_named_apart():
    thread = named("id-hps-lama")
    expert = next(post.author for post in thread.posts if post.author_is_expert)
    plain = [replace(post, author_is_expert=False) for post in thread.posts]
    assert summarise(plain, experts=frozenset({expert})) == summarise(thread.posts)
    left = summarise(thread.posts, service_accounts=frozenset({expert}))
    assert not {post.id for post in thread.posts if post.author == expert} & set(left.read)


def test_the_language_can_be_given():
    assert summary_of(named("en-glossary").posts).language is Language.EN
    assert summary_of(named("id-ekatalog").posts, language=Language.ID).language is Language.ID


def test_fifty_posts_take_less_than_a_tenth_of_a_second():
    posts = [post for thread in THREADS if thread.language == "id" for post in thread.posts][:50]
    one = [replace(post, parent=None if number == 0 else posts[0].id) for number, post in enumerate(posts)]
    assert len(one) == 50
    assert isinstance(summarise(one), Summary)
    best = min(_seconds(one) for _ in range(3))
    assert best < 0.1


def _seconds(posts: list[Post]) -> float:
    began = perf_counter()
    summarise(posts)
    return perf_counter() - began
