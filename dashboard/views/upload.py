"""placeholder"""


def render() -> None: ...
