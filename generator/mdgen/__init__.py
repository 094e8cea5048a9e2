"""Typed Python models from the Markdown docs of Speakeasy-generated SDKs."""

__version__ = "0.1.0"
