"""Logs: one line an event, to standard error; machine words and ids, never tokens, names or NIPs."""

from __future__ import annotations

import logging
import sys

import structlog


def configure_logs() -> None:
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a full queue is a busy moment, no event
    logging.getLogger("procrastinate").setLevel(logging.ERROR)  # it tells of each job
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
