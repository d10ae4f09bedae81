"""`segdesk sample`: the bundled sample data."""

import argparse
import shutil
from pathlib import Path

from segdesk.cli.printing import tell
from segdesk.delivery.folder import new_file
from segdesk.errors import UsageError
from segdesk.messages import say
from segdesk.samples import list_samples, sample_path


def work(options: argparse.Namespace) -> None:
    """List the samples, or write one."""
    if options.name is None and options.out is not None:
        raise UsageError(
            say("Which sample?"), mend=say("Name it before --out: segdesk sample customers --out FILE.")
        )
    if options.name is None:
        for sample in list_samples():
            tell(f"{sample.name:<10} {sample.file:<20} {sample.description}")
        tell()
        tell(say("Write one with: segdesk sample NAME"))
        return
    source = sample_path(options.name)
    target = options.out if options.out is not None else Path(source.name)
    with new_file(target) as staging:
        shutil.copyfile(source, staging)
    tell(say("Written to {file}.", file=str(target)))
    tell(say("Try: segdesk run {file}", file=str(target)))
