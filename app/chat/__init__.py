"""chat: the page where a release is asked.

`launch()` serves it and opens the browser; `build()` gives the page as `gradio.Blocks`. Gradio is imported by calling
either, not by importing this package.

    conversations.py  what was asked in each tab         answer_card.py  a reply as a card      charts.py    rows as a picture
    shelf.py          the releases to show               source_panel.py a release as a page    facts_view.py  every fact
    handlers.py       what the page's events do          workbook.py     answers as .xlsx       feedback.py  what users say
    page.py           the page in Gradio                 serve.py        host, port, health     startup.py   the index, meanwhile
"""

from app.chat.serve import PortTaken, build, launch

__all__ = ["PortTaken", "build", "launch"]
