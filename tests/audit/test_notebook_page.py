from audit.notebook import Page


def test_links_of_a_page_in_a_notebook_stay_in_its_frame():
    shown = Page('<html><head></head><body><a href="#a1">1</a></body></html>')._repr_html_()
    assert shown.startswith("<iframe")
    assert "&lt;base href=&quot;about:srcdoc&quot;&gt;" in shown
