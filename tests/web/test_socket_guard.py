"""Half an emoji typed into a form is mended on its way in, and nothing else is touched."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg

from ui.messages import is_whole
from web.socket_guard import SocketGuard, mended

HALF = b"\xed\xa0\xbd"  # the first half of an emoji, as a browser writes a lone surrogate


def a_message(words: str) -> bytes:
    message = BackMsg()
    state = message.rerun_script.widget_states.widgets.add()
    state.id, state.string_value = "words", words
    return bytes(message.SerializeToString())


def words_of(data: bytes) -> str:
    return str(BackMsg.FromString(data).rerun_script.widget_states.widgets[0].string_value)


def test_half_a_character_becomes_the_mark_for_one_that_is_missing():
    broken = a_message("They sent her home ???.").replace(b"???", HALF)
    assert not is_whole(broken)

    assert words_of(mended(broken, is_whole)) == "They sent her home \ufffd."


@pytest.mark.parametrize(
    "words", ["Nobody rang \U0001f62d", "\x00", "\ud7ff\ue000", "\u0645\u0631\u062d\u0628\u0627", ""]
)
def test_a_message_that_can_be_read_is_not_touched(words):
    data = a_message(words)

    assert mended(data, is_whole) == data


def test_bytes_that_only_look_like_half_a_character_are_left_alone():
    message = BackMsg()
    state = message.rerun_script.widget_states.widgets.add()
    state.id, state.bytes_value = "file", HALF
    data = message.SerializeToString()

    assert mended(data, is_whole) == data


def test_a_message_that_mending_does_not_help_is_passed_on_as_it_came():
    hopeless = b"\xff\xff\xff" + HALF

    assert mended(hopeless, is_whole) == hopeless


def test_the_connection_hears_the_mended_message():
    async def echo(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_bytes(await socket.receive_bytes())
        await socket.close()

    guarded = Middleware(SocketGuard, is_whole=is_whole)
    app = Starlette(routes=[WebSocketRoute("/_stcore/stream", echo)], middleware=[guarded])
    with TestClient(app).websocket_connect("/_stcore/stream") as socket:
        socket.send_bytes(a_message("???").replace(b"???", HALF))

        assert words_of(socket.receive_bytes()) == "\ufffd"
