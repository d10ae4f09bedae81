"""The version of segdesk, from one source: the installed package."""

from importlib.metadata import version

VERSION = version("segdesk")
