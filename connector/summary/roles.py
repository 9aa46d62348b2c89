"""What a sentence is to the discussion: a score with reasons for each part; at 1.0 it is good enough."""

from __future__ import annotations

from collections.abc import Callable

from connector.summary.port import Part
from connector.summary.said import Said
from connector.summary.scores import Score
from connector.summary.thread import Thread
from connector.summary.words import content, shared

ENOUGH = 1.0


def problem(each: Said, thread: Thread) -> Score:
    score = Score()
    if each.post is not thread.root:
        return score
    cues = thread.cues
    score.add(1.6, "asks", each.asks)
    score.add(0.3, "opening")
    score.add(0.4, "first", each.place == 0)
    score.add(0.4, "trouble", cues.trouble.search(each.text))
    score.add(0.2, "number", any(char.isdigit() for char in each.text))
    score.add(0.4, "subject", _title(each, thread) >= 0.25)
    return score.add(0.2, "full", each.length >= 9)


def answer(each: Said, thread: Thread) -> Score:
    score = Score()
    if each.post is thread.root or each.asks:
        return score
    cues, post = thread.cues, each.post
    score.add(0.5, "expert", post.author_is_expert)
    score.add(0.2, "to_the_asker", post.parent == thread.root.id and post.author != thread.root.author)
    score.add(0.3, "thanked", post.id in thread.thanked)
    score.add(0.2, "agreed", post.id in thread.agreed)
    score.add(0.2, "rated", post.ratings)
    score.add(0.5, "corrects", post.id in thread.correcting)
    score.add(-1.2, "corrected", thread.corrected(each))
    score.add(0.3, "cue", cues.answer.search(each.text))
    score.add(0.3, "worked", cues.worked.search(each.text))
    score.add(-0.3, "unsure", cues.hedge.search(each.text))
    score.add(min(0.4, 0.15 * len(each.stems & thread.subject)), "on_subject", each.stems & thread.subject)
    score.add(0.15, "first", each.place == 0)
    score.add(0.3, "step", post.id in thread.steps and thread.orders(each.text))
    score.add(0.3, "no_expert_spoke", not thread.expert_spoke)
    asker, worked = post.author == thread.root.author, cues.worked.search(each.text)
    score.add(0.5 if worked else -0.4, "asker_tried_it" if worked else "asker", asker)
    return score.add(-0.3, "short", each.length < 6)


def action(each: Said, thread: Thread) -> Score:
    score = Score()
    proposal = thread.cues.proposal.search(each.text)
    order = each.post.id not in thread.steps and thread.orders(each.text)
    if each.post is thread.root or not (proposal or order) or (each.asks and not proposal):
        return score
    score.add(0.8, "cue", proposal)
    score.add(0.6, "order", order and not proposal)
    score.add(0.2, "expert", each.post.author_is_expert)
    score.add(0.2, "agreed", each.post.id in thread.agreed)
    score.add(0.2, "on_topic", each.stems & thread.topic)
    score.add(-1.0, "corrected", thread.corrected(each))
    return score.add(-0.2, "short", each.length < 6)


def decision(each: Said, thread: Thread) -> Score:
    score, cues = Score(), thread.cues
    if each.asks or each.post is thread.root or cues.not_decided.search(each.text):
        return score
    clear, weak = cues.decided.search(each.text), cues.may_be_decided.search(each.text)
    score.add(1.1, "cue", clear)
    score.add(0.5, "maybe", not clear and weak)
    company = any(cues.decided.search(other.text) for other in thread.said[each.post.id] if other is not each)
    score.add(0.5, "beside_a_decision", (clear or weak) and company)
    follows = not (clear or weak) and thread.follows_a_decision(each)
    score.add(0.5, "after_a_decision", follows)
    score.add(0.5, "asker", (clear or weak or follows) and each.post.author == thread.root.author)
    score.add(0.4, "corrects", weak and each.post.id in thread.correcting)
    score.add(-0.5, "rule", cues.rule.search(each.text) and not clear)
    return score.add(-0.3, "unsure", cues.hedge.search(each.text))


def deadline(each: Said, thread: Thread) -> Score:
    score, cues = Score(), thread.cues
    date = cues.date.search(each.text)
    if each.asks or not date or cues.decided.search(each.text):
        return score
    strong = cues.by_then.search(each.text)
    before = any(date.start() - 12 <= found.end() <= date.end() for found in cues.until.finditer(each.text))
    score.add(1.3, "cue", strong)
    soon = not strong and not before and cues.soon.search(date[0])
    score.add(0.8, "date", not strong and before and date)
    score.add(0.6, "soon", soon)
    score.add(0.4, "duty", cues.duty.search(each.text))
    score.add(-0.7, "opening", each.post is thread.root)
    return score.add(-0.6, "rule", cues.rule.search(each.text) and not strong)


def open_question(each: Said, thread: Thread) -> Score:
    score, cues = Score(), thread.cues
    if each.post is thread.root or cues.off_topic.search(each.text):
        return score
    unsettled = cues.still_open.search(each.text)
    if not unsettled and (not each.asks or thread.answered(each) or cues.proposal.search(each.text)):
        return score
    score.add(0.8, "unanswered", each.asks and not unsettled)
    score.add(1.0, "cue", unsettled)
    score.add(0.3, "on_topic", each.stems & thread.topic)
    score.add(0.1, "late", each.post.time * 2 >= thread.root.time + thread.posts[-1].time)
    return score.add(-0.4, "small", len(each.stems) < 3)


SCORES: dict[Part, Callable[[Said, Thread], Score]] = {
    Part.PROBLEM: problem,
    Part.DEADLINES: deadline,
    Part.DECISIONS: decision,
    Part.OPEN_QUESTIONS: open_question,
    Part.ACTIONS: action,
    Part.ANSWER: answer,
}
"""In the order in which they claim a sentence that is good enough for several."""


def _title(each: Said, thread: Thread) -> float:
    return shared(content(thread.root.subject, thread.language), each.stems)
