"""What the browser asks for in a message of the websocket, in Streamlit's own protocol."""

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.access.socket import Frame

UNKNOWN = Frame("unknown")


def frame_of(content: bytes) -> Frame:
    """An operation of the server by its own name, not by what they are all called."""
    try:
        asked = BackMsg.FromString(content)
    except DecodeError:
        return UNKNOWN
    kind = asked.WhichOneof("type")
    if kind == "rerun_script":
        return Frame(kind, by_itself=asked.rerun_script.is_auto_rerun)
    if kind == "app_heartbeat":
        return Frame(kind, by_itself=True)
    if kind == "backend_operation_request":
        operation = asked.backend_operation_request
        which = next((field.name for field, _ in operation.ListFields() if field.message_type), "unknown")
        return Frame(which, file=operation.deferred_file.file_id if which == "deferred_file" else "")
    return Frame(kind or "unknown")
