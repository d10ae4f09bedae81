"""The sample data that travels with the program."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from segdesk.errors import UsageError
from segdesk.messages import Message, Sentence, say
from segdesk.resources import resource


@dataclass(frozen=True)
class Sample:
    """One bundled file.

    Attributes
    ----------
    name : str
        What `segdesk sample NAME` calls it.
    file : str
        File name in `resources/samples`.
    title, description : Message
        A few words, and one sentence.
    """

    name: str
    file: str
    title: Message
    description: Message


@cache
def list_samples() -> tuple[Sample, ...]:
    """Return the bundled samples, in the order of their index."""
    index = tomllib.loads(resource("samples", "samples.toml").read_text(encoding="utf-8"))
    return tuple(
        Sample(entry["name"], entry["file"], Sentence(entry["title"]), Sentence(entry["description"]))
        for entry in index["sample"]
    )


def sample_path(name: str) -> Path:
    """Return the file of the sample called `name`.

    Raises
    ------
    UsageError
        If there is no such sample; the known names are given.
    """
    for sample in list_samples():
        if sample.name == name:
            return resource("samples", sample.file)
    known = ", ".join(sample.name for sample in list_samples())
    raise UsageError(
        say("There is no sample “{name}”.", name=name), mend=say("Choose one of: {names}.", names=known)
    )
