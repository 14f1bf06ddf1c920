"""What the recorder loads at a cold start is at most 90 KB compressed, fonts included at most 130 KB."""


def test_a_cold_start_is_light(a_tablet, server):
    tablet = a_tablet()
    loaded = []
    page = tablet.page.context.new_page()
    page.on("requestfinished", lambda request: loaded.append((request.url.removeprefix(server.url), request.sizes())))
    page.goto(tablet.address)
    page.get_by_role("button", name="Start the clock").wait_for()
    page.wait_for_timeout(500)
    weights = {url: sizes["responseBodySize"] for url, sizes in loaded if not url.startswith("/api/")}
    fonts = sum(size for url, size in weights.items() if ".woff2" in url)
    rest = sum(weights.values()) - fonts
    assert len(weights) > 30
    assert rest <= 90 * 1024, weights
    assert rest + fonts <= 130 * 1024, weights
