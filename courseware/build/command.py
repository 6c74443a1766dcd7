"""The command line of ``courseware build``."""

import click

from courseware.cli import Settings
from courseware.project import Project


@click.command(short_help="Make the solution and student notebooks.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--check",
    is_flag=True,
    help="Change nothing; fail with a diff if a committed notebook is stale or edited by hand.",
)
@click.option(
    "--timeout",
    type=click.IntRange(min=1),
    default=120,
    show_default=True,
    metavar="SECONDS",
    help="How long a cell may take.",
)
@click.pass_obj
def command(settings: Settings, names: tuple[str, ...], check: bool, timeout: int) -> None:
    """Make the notebooks of tutorials from their sources.

    From solutions/NAME/NAME.py come solutions/NAME/NAME.ipynb, executed, and
    course/NAME/NAME.ipynb, the student's edition. Without a NAME, those of all tutorials. If
    anything fails, the notebooks stay as they were.
    """
    project = Project.find(settings.directory)
    names = _known(project, names)
    from tqdm import tqdm

    from .make import install, made

    with tqdm(unit="cell", disable=None, leave=False) as progress:
        with made(project, names, timeout, progress) as folder:
            progress.close()
            if check:
                _report(project, names, folder, everything=len(names) == len(project.tutorials()))
            else:
                _tell(names, install(project, names, folder))


def _known(project, names):
    known = project.tutorials()
    for name in names:
        if name not in known:
            raise click.BadParameter(
                f"there is no tutorial {name!r} (no solutions/{name}/{name}.py). "
                f"There are: {', '.join(known) or 'none yet'}.",
                param_hint="NAME",
            )
    if not known:
        raise click.UsageError(f"There is no tutorial in {project.root}: no solutions/NAME/NAME.py")
    return [name for name in known if not names or name in names]


def _tell(names, changed):
    for name in names:
        mine = [path for path in changed if name in path.parts]
        for path in mine:
            click.echo(f"Made {path.as_posix()}")
        if not mine:
            click.echo(f"Nothing to change in the notebooks of {name}.")


def _report(project, names, folder, everything):
    from .compare import differences
    from .make import outputs

    found, stale = [], []
    for name in names:
        paths = outputs(name, folder)
        different = []
        for path in paths:
            different += differences(project.root / path, folder / path, path.as_posix())
        for path in outputs(name, project.root):
            if path not in paths:
                different.append(f"{path.as_posix()} is not made from anything in solutions/.")
        if different:
            stale.append(name)
        else:
            click.echo(f"The notebooks of {name} are in step with {name}.py.")
        found += different
    if everything:
        for path in sorted(project.root.glob("course/*/*.ipynb")):
            if path.parent.name not in names:
                found.append(f"{project.relative(path)} has no source in solutions/.")
    if found:
        click.echo("\n\n".join(found))
        if not stale:
            raise click.ClickException(
                "The notebooks above have no source. Remove them, or write it: "
                "solutions/NAME/NAME.py"
            )
        raise click.ClickException(
            "The notebooks above are stale, or were edited by hand (- committed, + rebuilt). "
            f"Edit only the sources in solutions/, then run: courseware build {' '.join(stale)}"
        )
