"""What the browser asks for in a message of the websocket, in Streamlit's own protocol."""

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.access.socket import Frame


def frame_of(content: bytes) -> Frame:
    """An operation of the server by its own name, not by what they are all called."""
    try:
        asked = BackMsg.FromString(content)
    except DecodeError:
        asked = BackMsg()
    kind, file = asked.WhichOneof("type") or "unknown", ""
    if kind == "backend_operation_request":
        operation = asked.backend_operation_request
        kind = next((field.name for field, _ in operation.ListFields() if field.message_type), "unknown")
        file = operation.deferred_file.file_id if kind == "deferred_file" else ""
    by_itself = kind == "app_heartbeat" or asked.rerun_script.is_auto_rerun
    return Frame(kind, by_itself, file, _bare(asked))


def _bare(asked: BackMsg) -> bytes:
    """The page and its link; of a frame that is no page's, the page that opens first."""
    page, said = BackMsg(), asked.rerun_script
    page.rerun_script.page_script_hash = said.page_script_hash
    page.rerun_script.page_name = said.page_name
    page.rerun_script.query_string = said.query_string
    page.rerun_script.context_info.CopyFrom(said.context_info)
    return page.SerializeToString()
