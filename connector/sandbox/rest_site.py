"""About the site itself, and many calls in one."""

from __future__ import annotations

import json
from typing import Any

from connector.sandbox import phpjson
from connector.sandbox.rest_people import picture
from connector.sandbox.wire import Call, MoodleError, function, invalid_parameter

RELEASE, VERSION = "4.5.5+ (Build: 20250613)", "2024100705.01"

_FEATURES = {"usecomments": 1, "usetags": 1, "enablenotes": 1, "messaging": 1, "enablecompletion": 1}


@function("core_webservice_get_site_info", "serviceshortnames")
def site_info(call: Call) -> dict[str, Any]:
    user = call.view.users[call.user]
    return {
        "sitename": "Portal CoP",
        "username": user.username,
        "firstname": user.firstname,
        "lastname": user.lastname,
        "fullname": user.fullname,
        "lang": "en",
        "userid": user.id,
        "siteurl": call.site.url,
        "userpictureurl": picture(call, "f1"),
        "functions": [{"name": name, "version": VERSION} for name in sorted(call.site.functions)],
        "downloadfiles": 1,
        "uploadfiles": 1,
        "release": RELEASE,
        "version": VERSION,
        "mobilecssurl": "",
        "advancedfeatures": [{"name": name, "value": value} for name, value in _FEATURES.items()],
        "usercanmanageownfiles": True,
        "userquota": 104857600,
        "usermaxuploadfilesize": 20971520,
        "userhomepage": 1,
        "userprivateaccesskey": "0" * 32,
        "siteid": 1,
        "sitecalendartype": "gregorian",
        "usercalendartype": "gregorian",
        "userissiteadmin": call.site.account_is_admin,
        "theme": "boost",
        "limitconcurrentlogins": 0,
        "policyagreed": 0,
    }


@function("tool_mobile_call_external_functions", "requests")
def call_external_functions(call: Call) -> dict[str, Any]:
    """Many calls in one request. It stops at the first error: what comes after is simply absent."""
    responses: list[dict[str, Any]] = []
    for request in call.items("requests"):
        name, arguments = request.get("function"), _arguments(request.get("arguments", "{}"))
        try:
            answer = call.wire(str(name), arguments)
        except MoodleError as error:
            responses.append({"error": True, "exception": phpjson.dumps(_exception(call, error))})
            break
        responses.append({"error": False, "data": phpjson.dumps(answer)})
    return {"responses": responses}


def _arguments(text: str) -> dict[str, Any]:
    try:
        arguments = json.loads(text)
    except ValueError:
        raise invalid_parameter() from None
    return arguments if isinstance(arguments, dict) else {}


def _exception(call: Call, error: MoodleError) -> dict[str, str]:
    """Inside a batch an error has another shape than alone, and PHP's errors get a code."""
    code = error.errorcode or "generalexceptionmessage"
    message = error.message if error.errorcode else f"Exception - {error.message}"
    more = f"https://docs.moodle.org/405/en/error/moodle/{code}"
    return {"message": message, "errorcode": code, "link": f"{call.site.url}/", "moreinfourl": more}
