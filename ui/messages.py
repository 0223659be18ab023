"""Can Streamlit read what a browser sent?"""

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg


def is_whole(data: bytes) -> bool:
    """Whether a message from a browser can be parsed; Streamlit closes the connection otherwise."""
    try:
        BackMsg.FromString(data)
    except DecodeError:
        return False
    return True
