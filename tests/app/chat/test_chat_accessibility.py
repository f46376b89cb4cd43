"""axe-core over the page in each of its states: nothing serious, nothing critical."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.slow

STATES = {
    "welcome": [],
    "calculation": ["fall"],
    "ranking": ["rank"],
    "refusal and flag": ["employees", "flag", "why"],
}


FADED_IN = """() => Promise.all(document.getAnimations()
  .filter((each) => each.effect.getTiming().iterations !== Infinity)
  .map((each) => each.finished.catch(() => null)))
  .then(() => null)"""
"""Waits for what is fading in: colours half-way there are nobody's contrast."""


def serious(page):
    axe = Axe()
    page.tab.evaluate(FADED_IN)
    found = axe.run(page.tab).response["violations"]
    return [
        (v["impact"], v["id"], [node["html"][:160] for node in v["nodes"][:4]])
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_serious(served, visit, state, scheme):
    page = visit(served, color_scheme=scheme)
    for question in STATES[state]:
        page.ask(question)
    for summary in page.tab.locator(".calculation summary, .rows summary").all():
        summary.click()
    assert serious(page) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_serious_in_the_facts(served, visit, width):
    page = visit(served, width=width, height=844)
    page.ask("fall")
    page.tab.click(".citation >> nth=0")
    assert serious(page) == []
    page.tab.click("#reader button[role=tab] >> nth=1")
    page.tab.wait_for_selector(".fact-table button.operand")
    assert serious(page) == []
