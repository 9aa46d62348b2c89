"""The institution file: who we are, which LMS sites we listen to, where HR gets its files."""

from __future__ import annotations

import re
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

KEY = validate.Regexp(
    re.compile(r"^[a-z][a-z0-9-]{0,63}$"), error="a key has small letters, digits and hyphens"
)


class Zone(fields.String):
    """A name of the IANA time-zone database, for instance ``Asia/Jakarta``."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> ZoneInfo:  # type: ignore[override]
        name = super()._deserialize(value, attr, data, **kwargs)
        if name not in available_timezones():
            raise ValidationError(
                "not a time zone; write one like Asia/Jakarta, Asia/Makassar or Asia/Jayapura"
            )
        return ZoneInfo(name)


class SecretSchema(Schema):
    """Where a secret is found: never in the file itself."""

    env = fields.String()
    file = fields.String()

    @validates_schema
    def _one(self, data: dict[str, Any], **_: Any) -> None:
        if len(data) != 1:
            raise ValidationError("write either {env: NAME} or {file: path}")


class InstitutionSchema(Schema):
    name = fields.String(required=True, validate=validate.Length(1, 255))
    timezone = Zone(required=True)
    address = fields.Url(load_default=None, allow_none=True, schemes={"http", "https"}, require_tld=False)
    language = fields.String(load_default="id", validate=validate.OneOf(["id", "en"]))


class SourceSchema(Schema):
    platform = fields.String(load_default="moodle", validate=validate.Equal("moodle"))
    base_url = fields.Url(required=True, schemes={"http", "https"}, require_tld=False)
    token = fields.Nested(SecretSchema, required=True)
    token_expires = fields.Date(load_default=None, allow_none=True)
    webhook_secrets = fields.List(fields.Nested(SecretSchema), load_default=list)
    person_identifier = fields.String(
        load_default="idnumber", validate=validate.OneOf(["idnumber", "username"])
    )
    profile_field = fields.String(load_default=None, allow_none=True)
    messages_per_minute = fields.Integer(load_default=600, strict=True, validate=validate.Range(min=1))
    allow_private_address = fields.Boolean(load_default=False)
    connections = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 32))


class ColumnsSchema(Schema):
    """The names of the columns in HR's spreadsheet."""

    first_day = fields.String(load_default="Tanggal Mulai")
    last_day = fields.String(load_default="Tanggal Selesai")
    code = fields.String(load_default="Kode Jenis Pengembangan")
    name = fields.String(load_default="Nama Kegiatan")
    organiser = fields.String(load_default="Penyelenggara Kegiatan")
    amount = fields.String(load_default="Total Jam Pelajaran")
    nip = fields.String(load_default="NIP Peserta")
    record = fields.String(load_default="Nomor Catatan")
    action = fields.String(load_default="Tindakan")


class HrSchema(Schema):
    kind = fields.String(required=True, validate=validate.Equal("simpeg-file"))
    folder = fields.String(required=True)
    date_format = fields.String(load_default="dd-mm-yyyy")
    code = fields.String(load_default=None, allow_none=True)
    columns = fields.Nested(ColumnsSchema, load_default=lambda: ColumnsSchema().load({}))


class LanguageModelSchema(Schema):
    url = fields.Url(required=True, schemes={"http", "https"}, require_tld=False)
    model = fields.String(required=True, validate=validate.Length(1, 255))
    token = fields.Nested(SecretSchema, load_default=None, allow_none=True)
    allow_private_address = fields.Boolean(load_default=False)


class ReconcileSchema(Schema):
    """How often a running service looks at everything again by itself."""

    light_minutes = fields.Integer(load_default=10, strict=True, validate=validate.Range(2, 1440))
    whole_minutes = fields.Integer(load_default=60, strict=True, validate=validate.Range(10, 10080))
    full_at = fields.Time(
        load_default=time(2), format="%H:%M", error_messages={"invalid": "write a time like '02:00'"}
    )


class Reconcile(fields.Nested):
    """:class:`ReconcileSchema`, or ``off``."""

    def __init__(self) -> None:
        super().__init__(ReconcileSchema, load_default=lambda: ReconcileSchema().load({}))

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        return None if value in ("off", False) else super()._deserialize(value, *args, **kwargs)


class MailSchema(Schema):
    """The mail server that takes alarms, and who gets them."""

    host = fields.String(required=True, validate=validate.Length(1, 255))
    port = fields.Integer(load_default=None, allow_none=True, strict=True, validate=validate.Range(1, 65535))
    security = fields.String(load_default="starttls", validate=validate.OneOf(["starttls", "tls", "none"]))
    user = fields.String(load_default=None, allow_none=True)
    password = fields.Nested(SecretSchema, load_default=None, allow_none=True)
    sender = fields.Email(required=True, data_key="from")
    to = fields.List(fields.Email(), required=True, validate=validate.Length(1, 20))

    @validates_schema
    def _both(self, data: dict[str, Any], **_: Any) -> None:
        if (data.get("user") is None) != (data.get("password") is None):
            raise ValidationError("write both user and password, or neither")


class OidcRolesSchema(Schema):
    """Which of a claim's values makes somebody what at the desk."""

    claim = fields.String(required=True, validate=validate.Length(1, 255))
    values = fields.Dict(
        keys=fields.String(),
        values=fields.String(validate=validate.OneOf(["admin", "approver", "hr", "auditor"])),
        required=True,
    )


class OidcSchema(Schema):
    """The institution's own sign-in (OpenID Connect)."""

    issuer = fields.Url(required=True, schemes={"http", "https"}, require_tld=False)
    client_id = fields.String(required=True, validate=validate.Length(1, 255))
    client_secret = fields.Nested(SecretSchema, required=True)
    name = fields.String(load_default="SSO", validate=validate.Length(1, 60))
    scope = fields.String(
        load_default="openid profile email", validate=validate.Regexp(r"(^|.* )openid( |$)")
    )
    user_claim = fields.String(load_default="preferred_username", validate=validate.Length(1, 255))
    identifier_claim = fields.String(load_default=None, allow_none=True)
    roles = fields.Nested(OidcRolesSchema, load_default=None, allow_none=True)
    allow_private_address = fields.Boolean(load_default=False)


class MetricsSchema(Schema):
    token = fields.Nested(SecretSchema, required=True)


class InboxSchema(Schema):
    keep_days = fields.Integer(load_default=90, strict=True, validate=validate.Range(min=1))
    max_body = fields.Integer(load_default=1024 * 1024, strict=True, validate=validate.Range(min=1024))


class InstitutionFileSchema(Schema):
    """The whole file."""

    institution = fields.Nested(InstitutionSchema, required=True)
    mode = fields.String(load_default="observe", validate=validate.OneOf(["live", "observe"]))
    sources = fields.Dict(keys=fields.String(validate=KEY), values=fields.Nested(SourceSchema), required=True)
    mapping = fields.String(load_default=None, allow_none=True)
    hr = fields.Dict(keys=fields.String(validate=KEY), values=fields.Nested(HrSchema), load_default=dict)
    language_model = fields.Nested(LanguageModelSchema, load_default=None, allow_none=True)
    reconcile = Reconcile()
    mail = fields.Nested(MailSchema, load_default=None, allow_none=True)
    metrics = fields.Nested(MetricsSchema, load_default=None, allow_none=True)
    oidc = fields.Nested(OidcSchema, load_default=None, allow_none=True)
    inbox = fields.Nested(InboxSchema, load_default=lambda: InboxSchema().load({}))
