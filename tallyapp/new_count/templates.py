"""Empty lists to be filled in, written to a file, with the words of the catalogue."""

from pathlib import Path

from tallyapp.exchange import templates
from tallyapp.files import write_new
from tallyapp.words.catalogue import say

NAMES = tuple(templates.FORMS)
"""The lists of which there is an empty one."""


def save_template(name: str, path: Path) -> None:
    """Write an empty list: CSV where the name of the file ends so, else a workbook.

    Raises EnvironmentFault if a file of that name is there, or cannot be written.
    """
    if path.suffix.lower() == ".csv":
        data = templates.as_csv(name)
    else:
        columns = templates.FORMS[name].columns
        words = {column: say("template", f"{name}.{column}") for column in columns}
        titles = (say("template", f"{name}.title"), say("template", "how"))
        data = templates.as_workbook(name, titles, words, say("template", "needed"))
    write_new(path, data)
