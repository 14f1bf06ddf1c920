"""Wiring only: routers, handlers, lifespan."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import sqlalchemy as sa
from fastapi import FastAPI
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.gzip import GZipMiddleware

from app import answers, api_description, hardening, live, static_files
from app.accounts import api as accounts_api
from app.accounts import pages as accounts_pages
from app.accounts import you_pages
from app.across_visits import api as across_visits_api
from app.across_visits import pages as across_visits_pages
from app.alliance import pages as alliance_pages
from app.config import settings
from app.database import make_engine
from app.debrief import api as debrief_api
from app.debrief import pages as debrief_pages
from app.debrief import questions_pages, steps_pages
from app.exchange import api as exchange_api
from app.exchange import everything_api, imports_api, imports_pages
from app.forms import api as forms_api
from app.forms import builder_pages, draft_pages, file_pages
from app.forms import file_api as form_file_api
from app.forms import pages as forms_pages
from app.log import api as log_api
from app.log.writer import LogWriter
from app.observers import agreement_api
from app.observers import api as observers_api
from app.observers import invitation_pages as observer_invitation_pages
from app.observers import pages as observers_pages
from app.partnerships import api as partnerships_api
from app.partnerships import invitation_pages
from app.partnerships import pages as partnerships_pages
from app.today import pages as today_pages
from app.visits import api as visits_api
from app.visits import closing_pages
from app.visits import pages as visits_pages

ROUTERS = [
    static_files.router,
    accounts_api.router,
    today_pages.router,
    accounts_pages.router,
    you_pages.router,
    partnerships_api.router,
    invitation_pages.router,
    partnerships_pages.router,
    visits_pages.router,
    across_visits_api.router,
    across_visits_pages.router,
    alliance_pages.router,
    closing_pages.router,
    forms_api.router,
    form_file_api.router,
    draft_pages.router,
    file_pages.router,
    builder_pages.router,
    forms_pages.router,
    forms_pages.form_page,
    visits_api.router,
    log_api.router,
    live.router,
    debrief_api.router,
    debrief_pages.router,
    steps_pages.router,
    questions_pages.router,
    observers_api.router,
    agreement_api.router,
    observers_pages.router,
    observer_invitation_pages.router,
    exchange_api.router,
    everything_api.router,
    imports_api.router,
    imports_pages.router,
]


def create_app(engine: sa.Engine | None = None) -> FastAPI:
    """The application on an engine whose database is migrated (see migrate.py)."""
    app = FastAPI(
        title="Alongside",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.engine = engine or make_engine(settings().database_url)
    app.state.writer = LogWriter(app.state.engine)
    app.state.live = live.Watch(app.state.engine)
    for router in ROUTERS:
        app.include_router(router)
    answers.install(app)
    api_description.describe(app)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=hardening.MAX_BODY)  # also bodies without a length
    app.add_middleware(hardening.Hardening)
    return app


def served() -> FastAPI:
    """The application of a worker process of its own. What start-up has built stays, so the collector need not walk it
    again and again: with batches of 500 entries that was a seventh of all work."""
    app = create_app()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    return app


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with app.state.live.running():
        yield
    app.state.writer.close()
    app.state.engine.dispose()
