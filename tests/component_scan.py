"""Streamlit asks every package here whether it brings components: once a process, not with every page."""

from functools import cache

from streamlit.components.v2 import manifest_scanner


def scan_once() -> None:
    """Have Streamlit keep what it found, for as long as the process lives."""
    if not hasattr(manifest_scanner.scan_component_manifests, "cache_info"):
        manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
