"""Whether the folder of the grader's records can be used."""

import os

from courseware.errors import CoursewareError


def check(folder):
    """Look at the folder before its records are taken as absent.

    Parameters
    ----------
    folder : Path
        `Records.folder`; it may be missing.

    Raises
    ------
    CoursewareError
        If it, or the folder above it, is a file or cannot be read.
    """
    for path in (folder.parent, folder):
        try:
            os.listdir(path)
        except FileNotFoundError:
            return
        except NotADirectoryError:
            raise CoursewareError(
                f"{path} is a file, but it has to be the folder of the grader's records. Move the "
                "file away; then run the same command again."
            ) from None
        except OSError as error:
            raise CoursewareError(
                f"{path}, the folder of the grader's records, cannot be read ({error.strerror}). "
                "Mend that; then run the same command again."
            ) from None
