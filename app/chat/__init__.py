"""chat: the page where a release is asked.

`launch()` serves it and opens the browser; `build()` gives the page as `gradio.Blocks`. Gradio is imported by calling
either, not by importing this package.

    the conversation   conversations.py, offers.py, examples.py, feedback.py
    an answer          answer_card.py, headline.py, workings.py, arithmetic.py, sources.py, charts.py
    the release        shelf.py, source_panel.py, printed.py, facts_view.py
    files to keep      workbook.py
    the page           page.py (parts.html, chat.css, chat.js), handlers.py, release_events.py, updates.py, markup.py
    serving            serve.py, startup.py, agents.py (the tool for agents)
"""

from app.chat.serve import PortTaken, build, launch

__all__ = ["PortTaken", "build", "launch"]
