"""The mail that waits to be sent, and that was."""

import typer

from actions.send_mail import MailReport, send_waiting
from commands.common import now, opened, terminal
from models.errors import FeedbackError
from models.people import job
from settings import settings
from storage.engine import Store
from storage.mailer import open_mailer
from storage.queries.outbox import outbox

NO_SERVER = (
    "No mail server is set up (FEEDBACK_SMTP_HOST), so nothing is sent. "
    "`people link` shows a link to be passed on by hand."
)

app = typer.Typer(help="Mail to people with an account.", no_args_is_help=True)


@app.command("list")
def list_() -> None:
    """What waits, what failed, and what was sent in the last 30 days. No link is shown."""
    with opened() as (store, watchdog_id), store.reading() as session:
        messages = outbox(session, terminal(watchdog_id), at=now())
    if not messages:
        typer.echo("There is no mail.")
    for message in messages:
        about = (
            f"{message.kind.value}\t{message.address or 'address unreadable'}\t{message.written_at:%Y-%m-%d}"
        )
        typer.echo(f"{message.state.value}\t{about}\t{message.fault}".rstrip())


@app.command()
def send() -> None:
    """Send what is due now. The app does this by itself."""
    with opened() as (store, watchdog_id):
        report = send_all(store, watchdog_id)
        if report is None:
            raise FeedbackError(NO_SERVER)
    typer.echo(said_of(report))


def send_all(store: Store, watchdog_id: str) -> MailReport | None:
    """Send batches until there is nothing more to send now; None where there is no mail server."""
    mailer = open_mailer(settings())
    if mailer is None:
        return None
    total = MailReport(0, 0, 0)
    while True:
        done = send_waiting(store, mailer, by=job(watchdog_id, "mail"), at=now())
        total = MailReport(*(sum(counts) for counts in zip(total, done, strict=True)))
        if not done.sent:
            return total


def said_of(report: MailReport) -> str:
    """How sending went, in one line."""
    return f"{report.sent:,} sent, {report.failed:,} to be tried again, {report.given_up:,} given up."
