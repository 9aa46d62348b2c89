"""What a language model answers: of all that comes back only the text of the first choice is used."""

from __future__ import annotations

from marshmallow import EXCLUDE, Schema, fields, validate


class _Answer(Schema):
    class Meta:
        unknown = EXCLUDE


class ChatMessage(_Answer):
    content = fields.String(required=True)


class ChatChoice(_Answer):
    message = fields.Nested(ChatMessage, required=True)


class ChatAnswer(_Answer):
    """chat/completions"""

    choices = fields.List(fields.Nested(ChatChoice), required=True, validate=validate.Length(min=1))
