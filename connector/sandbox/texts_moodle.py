"""The few phrases that Moodle itself writes into posts (its site language is English)."""

from datetime import UTC, datetime


def reply_subject(subject: str) -> str:
    return subject if subject.startswith("Re: ") else f"Re: {subject}"


def long_date(at: int) -> str:
    """For instance `Sunday, 22 November 2026, 5:31 AM`."""
    moment = datetime.fromtimestamp(at, UTC)
    return f"{moment:%A}, {moment.day} {moment:%B %Y}, {moment.hour % 12 or 12}:{moment:%M %p}"


def edited_by(fullname: str, created: int) -> str:
    """The line that Moodle's web form appends when a moderator edits someone else's post."""
    line = f"(Edited by {fullname} - original submission {long_date(created)})"
    return f'<p><span class="edited">{line}</span></p>'
