"""Run the sandbox alone: `python -m connector.sandbox --port 8810 --webhook URL --secret S`."""

from __future__ import annotations

import argparse
import sys
from threading import Event

from connector.sandbox import Target, build_site, play, serve, story
from connector.sandbox.site import SERVICE_TOKEN


def main() -> None:
    parser = argparse.ArgumentParser(prog="connector.sandbox", description="A small stand-in Moodle.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8810)
    parser.add_argument("--webhook", help="address that gets the webhooks")
    parser.add_argument("--secret", default="webhook-secret", help="the webhooks' shared secret")
    parser.add_argument("--style", choices=("local_webhooks", "tool_trigger"), default="local_webhooks")
    parser.add_argument("--form", action="store_true", help="the plugin's form content type")
    parser.add_argument("--send-story", action="store_true", help="send the story's events too")
    parser.add_argument("--empty", action="store_true", help="without the story")
    options = parser.parse_args()
    site = build_site()
    if options.webhook:
        site.sender.targets.append(Target(options.webhook, options.secret, options.style, options.form))
    with serve(site, options.host, options.port) as server:
        site.sender.paused = not options.send_story
        if not options.empty:
            play(site, story())
        site.sender.paused = False
        sys.stdout.write(f"{server.url}/ (token: {SERVICE_TOKEN})\n")
        sys.stdout.flush()
        try:
            Event().wait()
        except KeyboardInterrupt:
            sys.stdout.write("\n")


if __name__ == "__main__":
    main()
