"""The ways to find segments: one file each, registered by name."""

from segdesk.engine.methods.registry import METHODS, FitTask, Method, Rules, find_method

__all__ = ["METHODS", "FitTask", "Method", "Rules", "find_method"]
