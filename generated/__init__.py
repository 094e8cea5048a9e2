"""Models of several SDKs, one sub-package each."""
