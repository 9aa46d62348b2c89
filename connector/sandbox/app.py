"""The stand-in as a Flask application."""

from __future__ import annotations

from flask import Flask, Response
from werkzeug.http import http_date

from connector.sandbox.pages import pages_blueprint
from connector.sandbox.pages_activities import activities_blueprint
from connector.sandbox.pages_faults import faults_blueprint
from connector.sandbox.pages_service import service_blueprint
from connector.sandbox.rest import rest_blueprint
from connector.sandbox.site import Site


def create_app(site: Site) -> Flask:
    """The web service endpoint, the forum pages and the faults' page over one site."""
    app = Flask("connector.sandbox", static_url_path="/sandbox/static")
    app.register_blueprint(rest_blueprint(site))
    app.register_blueprint(faults_blueprint(site))
    app.register_blueprint(service_blueprint(site))
    app.register_blueprint(pages_blueprint(site))
    app.register_blueprint(activities_blueprint(site))

    @app.after_request
    def dated(response: Response) -> Response:
        response.headers["Date"] = http_date(site.now() + site.clock_ahead_s)
        return response

    return app
