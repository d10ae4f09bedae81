"""Fusion in segdesk's colours: the palette of a theme, from the same tokens as charts and report."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from segdesk.charts.palette import DARK_TOKENS, LIGHT_TOKENS, Tokens


def is_dark(theme: str) -> bool:
    """Return whether a theme (`system`, `light` or `dark`) is dark here and now."""
    if theme == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return theme == "dark"


def tokens_of(dark: bool) -> Tokens:
    """Return the colours of the light or the dark theme."""
    return DARK_TOKENS if dark else LIGHT_TOKENS


def palette_of(dark: bool) -> QPalette:
    """Return Qt's palette of a theme."""
    tokens = tokens_of(dark)
    group, role = QPalette.ColorGroup, QPalette.ColorRole
    palette = QPalette()
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.pane,
        role.AlternateBase: tokens.window,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.pane,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.text,
        role.ToolTipBase: tokens.pane,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.pane if dark else "#FFFFFF",
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Accent: tokens.accent,
        role.Light: tokens.line,
        role.Midlight: tokens.line,
        role.Mid: tokens.muted,
        role.Dark: tokens.muted,
        role.Shadow: tokens.line,
    }
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(group.Disabled, which, QColor(tokens.muted))
    palette.setColor(group.Disabled, role.Highlight, QColor(tokens.line))
    return palette
