"""Pages driven by Streamlit's own page test, without a server."""

from streamlit.testing.v1 import AppTest

ASKS_EDITION = ("coverage", "breaks", "annotations")


def page_of(name: str, *, frame: bool = False) -> AppTest:
    """The page, with the frame of pages that ask an edition where it is one of them."""

    def script(name: str, frame: bool) -> None:
        import importlib

        from dashboard.views.page import draw_frame

        if frame:
            draw_frame()
        importlib.import_module(f"dashboard.views.{name}").render()

    page = AppTest.from_function(
        script, kwargs={"name": name, "frame": frame or name in ASKS_EDITION}, default_timeout=60
    ).run()
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def words_of(page: AppTest) -> str:
    said = [*page.header, *page.subheader, *page.markdown, *page.caption, *page.success]
    return "\n".join(str(each.value).replace("\\", "").replace("\u2060", "") for each in said)
