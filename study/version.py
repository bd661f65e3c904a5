"""The one place that names the version; the build reads it from here, and `--version` without importing more."""

VERSION = "0.1.0"
