# pyarrow makes its compute functions when it is imported, so that a type checker cannot see them.
from typing import Any

def __getattr__(name: str) -> Any: ...
