"""The pictures in a real browser: what is seen, in what colours, and that nothing runs."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

import nutgraf

STYLES = ["entities", "quotes", "people", "timeline"]
HOSTILE = (
    "<script>document.title = 'run'</script><img src=x onerror=\"document.title='run'\"> Ms. Okello & "
    "</div></mark>'\"Ngozi <b>Adé</b> said: “<i>No</i> &amp; never,” on 4 March 2026."
)

# The contrast of WCAG 2 between the ink of each mark or card and the ground below it.
CONTRASTS = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => channels(colour).slice(0, 3)
    .map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if (channels(colour).length < 4 || channels(colour)[3] > 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  return [...document.querySelectorAll('.nutgraf *')].filter((node) => node.innerText).map((node) => {
    const [a, b] = [getComputedStyle(node).color, ground(node)].map(luminance);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  });
}"""


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        assert path, "apt-get install chromium"
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def show(browser, tmp_path):
    """Opens a picture as a saved page, and fails where the page says that something went wrong."""
    opened = []

    def show(doc, style="entities", scheme="light"):
        nutgraf.render(doc, style).save(tmp_path / "page.html")
        page = browser.new_page(color_scheme=scheme, viewport={"width": 900, "height": 700})
        opened.append(page)
        page.on("console", lambda message: pytest.fail(message.text))
        page.on("request", lambda r: r.url.startswith("file:") or pytest.fail(f"the page loads {r.url}"))
        page.goto((tmp_path / "page.html").as_uri())
        return page

    yield show
    for page in opened:
        page.close()


def test_each_entity_is_a_mark_over_the_untouched_text(show, full):
    page = show(full)
    texts = page.locator(".nutgraf-text").evaluate(
        "(node) => { node.querySelectorAll('small, .nutgraf-hint').forEach((n) => n.remove()); "
        "return node.textContent; }"
    )
    assert texts == full.text
    page = show(full)
    assert page.locator("mark").count() == len(full.entities)
    assert page.locator("mark small").all_inner_texts() == [entity.label for entity in full.entities]
    assert page.locator("caption").all_inner_texts() == ["People", "Quotations"]


def test_label_and_value_show_under_the_mouse_and_the_keyboard(show, full):
    page = show(full)
    hints = page.locator(".nutgraf-hint:visible")
    assert hints.count() == 0
    page.get_by_text("about $3.2 million").hover()
    assert hints.all_inner_texts() == ["MONEY · about 3200000 USD"]
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    assert hints.all_inner_texts() == ["PERSON · 95% sure"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("style", STYLES)
def test_all_that_is_written_stands_out_from_its_ground(show, full, style, scheme):
    contrasts = show(full, style, scheme).evaluate(CONTRASTS)
    assert min(contrasts) >= 7


def test_a_notebooks_own_theme_goes_before_the_systems(show, full):
    page = show(full, scheme="light")
    ground = "() => getComputedStyle(document.querySelector('mark')).backgroundColor"
    pale = page.evaluate(ground)
    page.evaluate("() => document.body.setAttribute('data-jp-theme-light', 'false')")
    assert page.evaluate(ground) != pale
    assert page.evaluate(ground) == show(full, scheme="dark").evaluate(ground)


@pytest.mark.parametrize("style", STYLES)
def test_html_in_a_text_is_seen_and_does_nothing(show, style):
    doc = nutgraf.extract(HOSTILE)
    page = show(doc, style)
    assert page.title() == "nutgraf"
    assert page.locator(".nutgraf :is(script, img, b, i)").count() == 0
    if style in ("entities", "quotes"):
        assert "<script>document.title" in page.locator(".nutgraf-text").inner_text()


@pytest.mark.parametrize("style", STYLES)
def test_a_narrow_window_is_not_run_over(show, full, style):
    page = show(full, style)
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
