"""The terminal front door: `python -m feedback_cli --help`."""

import typer

from commands import (
    analysis,
    clock,
    directory,
    feedback,
    handover,
    languages,
    mail,
    people,
    poster,
    programmes,
    requests,
    spc,
    start,
    tags,
    upkeep,
)

app = typer.Typer(
    help="Have Your Say, from the terminal.", no_args_is_help=True, pretty_exceptions_enable=False
)
app.command()(start.init)
app.command()(start.demo)
app.command("new-key")(start.new_key)
app.add_typer(directory.numbers, name="numbers")
app.command()(directory.services)
app.command()(directory.programme)
app.command()(programmes.programmes)
app.command("import")(feedback.import_)
app.command()(feedback.tag)
app.command()(analysis.analyse)
app.command()(analysis.evaluate)
app.command()(analysis.train)
app.command()(spc.spc)
app.command()(clock.clock)
app.command()(tags.retag)
app.add_typer(tags.app, name="tags")
app.add_typer(people.app, name="people")
app.add_typer(requests.app, name="person")
app.command()(people.code)
app.command()(poster.qr)
app.command()(poster.poster)
app.command("paper-form")(poster.paper_form_)
app.command()(languages.languages)
app.add_typer(mail.app, name="mail")
app.command()(upkeep.migrate)
app.command()(upkeep.migration)
app.command()(upkeep.upgrade)
app.command()(upkeep.backup)
app.command()(upkeep.restore)
app.command("rotate-keys")(upkeep.rotate_keys)
app.command()(upkeep.daily)
app.add_typer(upkeep.audit, name="audit")
app.command()(handover.handover)
app.command("handover-read")(handover.handover_read)

if __name__ == "__main__":
    app()
