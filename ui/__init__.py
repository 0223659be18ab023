"""Shared Streamlit pieces that pages are drawn from."""
