"""Forum pages on which a person can read, write, edit and delete as any member, without a password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from connector.sandbox.members import Members
from connector.sandbox.plaintext import to_html, to_shown, to_text
from connector.sandbox.rows import Post
from connector.sandbox.site import Site
from connector.sandbox.words import LANGUAGES, words

ZONE = ZoneInfo("Asia/Jakarta")
_A_YEAR = 365 * 24 * 3600


class Page:
    """What every page needs: the words, the member who writes, the time's form."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.members = Members(site)
        wanted = request.args.get("lang") or request.cookies.get("lang") or LANGUAGES[0]
        self.language = wanted if wanted in LANGUAGES else LANGUAGES[0]
        self.me = self._me()

    def _me(self) -> int:
        chosen = request.args.get("as") or request.cookies.get("as") or ""
        known = self.members.who_can_write()
        return int(chosen) if chosen.isdigit() and int(chosen) in known else min(known)

    def when(self, at: int) -> str:
        return f"{datetime.fromtimestamp(at, ZONE):%d-%m-%Y %H.%M}"

    def render(self, template: str, **values: Any) -> Response:
        tables = self.site.tables
        html = render_template(
            f"sandbox/{template}.html",
            w=words(self.language),
            lang=self.language,
            page=self,
            db=tables,
            me=tables.users[self.me],
            writers=[tables.users[user] for user in self.members.who_can_write()],
            text=to_text,
            shown=to_shown,
            **values,
        )
        response = make_response(html)
        response.headers["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'self'; form-action 'self'"
        )
        for name, value in (("lang", self.language), ("as", str(self.me))):
            response.set_cookie(name, value, max_age=_A_YEAR, samesite="Lax", httponly=True)
        return response


def pages_blueprint(site: Site) -> Blueprint:
    blueprint = Blueprint("pages", __name__)
    _add_reading(blueprint, site)
    _add_moodle_addresses(blueprint, site)
    for path, deed in _DEEDS.items():
        blueprint.add_url_rule(path, deed.__name__, _doing(site, deed), methods=["POST"])
    return blueprint


def _add_reading(blueprint: Blueprint, site: Site) -> None:
    @blueprint.get("/")
    def index() -> Response:
        return Page(site).render("index")

    @blueprint.get("/forum/<int:id>")
    def forum(id: int) -> Response:
        row = site.tables.forums.get(id) or abort(404)
        heads = sorted(
            site.tables.discussions_of(id), key=lambda d: (d.pinned, d.timemodified, d.id), reverse=True
        )
        return Page(site).render("forum", forum=row, heads=heads)

    @blueprint.get("/discussion/<int:id>")
    def discussion(id: int) -> Response:
        head = site.tables.discussions.get(id) or abort(404)
        page = Page(site)
        posts = [p for p in site.tables.posts_of(id) if page.members.sees(page.me, p)]
        below: dict[int, list[Post]] = {}
        for post in sorted(posts, key=lambda p: (p.created, p.id)):
            below.setdefault(post.parent, []).append(post)
        others = [
            f for f in site.tables.forums_of(site.tables.forums[head.forum].course) if f.id != head.forum
        ]
        return page.render("discussion", head=head, below=below, others=others, roles=page.members.roles)

    @blueprint.get("/user/<int:id>")
    def user(id: int) -> Response:
        row = site.tables.users.get(id) or abort(404)
        return Page(site).render("user", user=row)


def _add_moodle_addresses(blueprint: Blueprint, site: Site) -> None:
    """The addresses that web services tell lead to the pages here."""

    @blueprint.get("/mod/forum/view.php")
    def view() -> AnyResponse:
        cmid = request.args.get("id", type=int)
        forum = next((f for f in site.tables.forums.values() if f.cmid == cmid), None) or abort(404)
        return redirect(f"/forum/{forum.id}")

    @blueprint.get("/mod/forum/discuss.php")
    def discuss() -> AnyResponse:
        return redirect(f"/discussion/{request.args.get('d', 0, type=int)}")

    @blueprint.get("/user/view.php")
    def profile() -> AnyResponse:
        return redirect(f"/user/{request.args.get('id', 0, type=int)}")


def _start(page: Page, id: int) -> str:
    subject, html = request.form["subject"].strip(), typed_html()
    if id not in page.site.tables.forums or not subject:
        abort(400)
    return f"/discussion/{page.site.deeds.start_discussion(page.me, id, subject, html)}"


def _reply(page: Page, id: int) -> str:
    head = page.site.tables.discussions[_post(page, id).discussion]
    private = bool(request.form.get("private")) and page.members.moderates(page.me, id)
    if head.locked and not page.members.moderates(page.me, id):
        abort(403)
    post = page.site.deeds.reply(page.me, id, typed_html(), private_to=private)
    return f"/discussion/{head.id}#p{post}"


def _edit(page: Page, id: int) -> str:
    post = _post(page, id)
    if not page.members.may_change(page.me, post):
        abort(403)
    subject = request.form.get("subject", "").strip() or None
    page.site.deeds.edit_post(page.me, id, typed_html(), subject=subject)
    return f"/discussion/{post.discussion}#p{id}"


def _delete(page: Page, id: int) -> str:
    post, forum = _post(page, id), page.site.tables.forum_of_post(id)
    if not page.members.may_change(page.me, post):
        abort(403)
    page.site.deeds.delete_post(page.me, id)
    return f"/discussion/{post.discussion}" if post.parent else f"/forum/{forum.id}"


def _split(page: Page, id: int) -> str:
    post = _post(page, id)
    if not (page.members.moderates(page.me, id) and post.parent):
        abort(403)
    title = request.form.get("subject", "").strip() or post.subject
    return f"/discussion/{page.site.deeds.split(page.me, id, title)}"


def _move(page: Page, id: int) -> str:
    tables, target = page.site.tables, request.form.get("forum", 0, type=int)
    head = tables.discussions.get(id) or abort(404)
    if not page.members.moderates(page.me, head.firstpost):
        abort(403)
    if target not in {f.id for f in tables.forums_of(tables.forums[head.forum].course)}:
        abort(400)
    page.site.deeds.move_discussion(page.me, id, target)
    return f"/discussion/{id}"


_DEEDS: dict[str, Callable[[Page, int], str]] = {
    "/forum/<int:id>/start": _start,
    "/post/<int:id>/reply": _reply,
    "/post/<int:id>/edit": _edit,
    "/post/<int:id>/delete": _delete,
    "/post/<int:id>/split": _split,
    "/discussion/<int:id>/move": _move,
}


def _doing(site: Site, deed: Callable[[Page, int], str]) -> Callable[..., AnyResponse]:
    """Do it, then show the page where it can be seen."""

    def do(id: int) -> AnyResponse:
        return redirect(deed(Page(site), id), 303)

    return do


def _post(page: Page, id: int) -> Post:
    return page.site.tables.posts.get(id) or abort(404)


def typed_html() -> str:
    """What was typed, as the editor's HTML; nothing typed is refused, as in Moodle's form.

    A post with marks of its own is edited as source, in the plain text editor.
    """
    typed = request.form.get("message", "")
    html = typed.strip() if request.form.get("source") else to_html(typed)
    return html or abort(400)
