"""The ``courseware`` command. Its parts are imported when they are used: help answers at once."""

import importlib
import sys
import traceback
from dataclasses import dataclass

from courseware.errors import STOPPED, CoursewareError

COMMANDS = {
    "build": ("courseware.build.command:command", "Make the solution and student notebooks."),
    "feedback": (
        "courseware.feedback.command:command",
        "Sum up what students say, per section.",
    ),
    "grade": ("courseware.grade.command:command", "Grade what students handed in."),
    "report": ("courseware.report.command:command", "Make a page on how a class did."),
}
INSTALL = "pip install 'neuron-models[instructor]' (in a clone: pip install -e '.[instructor]')"


@dataclass
class Settings:
    """What all commands share."""

    directory: str  # where the course is looked for
    debug: bool = False


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; ends with 0 (done), 1 (input failed), 2 (usage) or 130 (Ctrl-C)."""
    arguments = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in arguments  # anywhere on the line
    arguments = [argument for argument in arguments if argument != "--debug"]
    importlib.import_module("courseware.kit.quick_imports")
    try:
        _group(debug).main(args=arguments, prog_name="courseware")
    except ModuleNotFoundError as error:
        package = (error.name or "").split(".")[0]
        if package in ("", "courseware", "helpers"):
            _fail(error, debug)
        _say(f"courseware needs {package}, which is not installed. Get it with: {INSTALL}")
        if debug:
            traceback.print_exc()
        sys.exit(1)
    except KeyboardInterrupt:  # while something is imported
        _say("Stopped before anything was done.")
        sys.exit(STOPPED)
    except Exception as error:
        _fail(error, debug)


def _group(debugging):
    import click

    class Lazy(click.Group):
        def list_commands(self, context):
            return list(COMMANDS)

        def get_command(self, context, name):
            if name not in COMMANDS:
                return None
            module, attribute = COMMANDS[name][0].split(":")
            return getattr(importlib.import_module(module), attribute)

        def format_commands(self, context, formatter):
            with formatter.section("Commands"):
                formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])

    @click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
    @click.option(
        "-C",
        "--directory",
        type=click.Path(exists=True, file_okay=False),
        default=".",
        help="The course's folder, or any folder in it (default: this one).",
    )
    @click.option("--debug", is_flag=True, help="Show tracebacks of errors.")
    @click.pass_context
    def courseware(context, directory, debug):  # `main` has taken --debug off the line
        """Build and look after a course of notebooks."""
        context.obj = Settings(directory, debugging)

    return courseware


def _fail(error, debug):
    """Tell about an error: what we foresaw in its own words, the rest with a way to see more."""
    foreseen = isinstance(error, CoursewareError)
    if debug:
        traceback.print_exception(error)
    elif foreseen:
        _say(str(error))
    else:
        _say(
            f"courseware met an error that it did not expect. {type(error).__name__}: {error}\n"
            "Run `courseware --debug ...` to see where."
        )
    sys.exit(error.exit_code if foreseen else 1)


def _say(message):
    print(message, file=sys.stderr)


if __name__ == "__main__":
    main()
