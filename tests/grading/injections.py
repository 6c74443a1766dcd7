"""What a student can put into a notebook to make a page act: and what must survive.

`{hit}` stands for script that leaves its mark, `{away}` for an address that is being watched.
"""

import base64
import re

DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ"
    "RU5ErkJggg=="
)
HIT = "document.documentElement.dataset.hit=1"

TEXTS = {
    "script": "<script>{hit}</script>",
    "script with type": "<script type=module>{hit}</script>",
    "handler": "<img src=x onerror='{hit}'>",
    "handler, odd spelling": "<IMG/SRC=x\nOnErRoR\n=\n'{hit}'//>",
    "handler of a part that opens": "<details open ontoggle={hit}><summary>x</summary>x</details>",
    "focus": "<input autofocus onfocus='{hit}'> <a tabindex=1 autofocus onfocus='{hit}'>x</a>",
    "javascript link": "[a](javascript:{hit}) <a href='java&#x09;script:{hit}'>b</a>",
    "javascript link behind files/": "[a](files/javascript:{hit}) "
    "[b](files/files/javascript:{hit})",
    "data link": "<a href='data:text/html,<script>{hit}</script>'>a</a>",
    "frame": '<iframe srcdoc="<script>parent.{hit}</script>"></iframe>',
    "frame from away": "<iframe src='{away}'></iframe><object data='{away}'></object>"
    "<embed src='{away}'>",
    "svg": "<svg onload={hit}><script>{hit}</script><image href='{away}'/></svg>",
    "svg in math": "<math><mtext><table><mglyph><style><!--</style><img src=x onerror={hit}>"
    "--></math>",
    "noscript": '<noscript><p title="</noscript><img src=x onerror={hit}>"></noscript>',
    "title": '<title><a title="</title><img src=x onerror={hit}>"></title>',
    "comment that ends early": "<!--> <img src=x onerror={hit}> -->",
    "mermaid": "```mermaid\n</pre><img src=x onerror={hit}>\n```",
    "title of a link": '[a](https://example.org "x\\" onmouseover={hit} y=\\"")',
    "refresh": "<meta http-equiv=refresh content='0;url={away}'><base href='{away}'>",
    "style": "<style>@import url({away});</style><link rel=stylesheet href='{away}'>",
    "style attribute": "<div style='background:url({away});position:fixed;top:0'>x</div>",
    "picture from away": "![x]({away}) <img src='{away}' srcset='{away} 2x'>",
    "picture that sets something off": "<img src='/formgrader?path=/tmp'>",
    "media": "<video autoplay src='{away}' poster='{away}' onerror='{hit}'></video>",
    "form": "<form action='{away}'><button autofocus>Score</button></form>",
    "frame that closes the page": "</div></div></body></html><script>{hit}</script>",
    "attachment": "![x](attachment:a.png)",
    "heading with a grade's id": "# add-check\n\n<a id='add-check'>x</a>",
    "math": "$\\\\href{{javascript:{hit}}}{{x}}$ $</span><img src=x onerror={hit}>$",
}

# MIME bundles that a cell displays, with their metadata.
_IMAGE = f"<svg xmlns='http://www.w3.org/2000/svg' onload='{HIT}'><script>{HIT}</script></svg>"
BUNDLES = {
    "html": ({"text/html": "<script>{hit}</script><img src=x onerror={hit}>"}, {}),
    "isolated html": (
        {"text/html": "<script>{hit}</script>"},
        {"text/html": {"isolated": True}},
    ),
    "markdown": ({"text/markdown": "<img src=x onerror={hit}> [a](javascript:{hit})"}, {}),
    "javascript": ({"application/javascript": "{hit}"}, {}),
    "svg": ({"image/svg+xml": _IMAGE}, {}),
    "latex": ({"text/latex": "$x$<img src=x onerror={hit}>"}, {}),
    "width": ({"image/png": DOT}, {"image/png": {"width": "1 onload={hit}"}}),
    "height": ({"image/png": DOT}, {"height": "1 onload={hit}"}),
    "alt": ({"image/png": DOT}, {"image/png": {"alt": '"onload={hit} x="'}}),
    "name of a file": ({"image/png": DOT}, {"filenames": {"image/png": "{away}"}}),
    "picture's text": ({"image/png": '"onerror={hit} x="'}, {}),
    "mermaid": ({"text/vnd.mermaid": "</pre><img src=x onerror={hit}>"}, {}),
    "widget": (
        {
            "application/vnd.jupyter.widget-view+json": {"model_id": "</script><img src=x>"},
            "text/html": "<img src=x onerror={hit}>",
        },
        {},
    ),
}
PRINTED = "\x1b[31m<script>{hit}</script>\x1b[0m <img src=x onerror={hit}>"

METADATA = {
    "title": "</title><script>{hit}</script>",
    "widgets": {
        "application/vnd.jupyter.widget-state+json": {
            "state": {"</script><img src=x>": {}},
            "version_major": 2,
        }
    },
}
ATTACHMENTS = {"a.png": {'text/html" onerror="{hit}" x="': base64.b64encode(b"x").decode()}}

# What must still be there, as text or as an element (the way to it: names and attributes).
LEGITIMATE = {
    "table": (
        "<div><style scoped>th {{}}</style><table border='1' class='dataframe'><thead><tr>"
        "<th scope='col'>rate</th></tr></thead><tbody><tr><td>41.5</td></tr></tbody></table></div>",
        [("table", {"class": "dataframe"}), ("th", {})],
    ),
    "figure": (
        f"<img alt='A dot of ink' width='1' style='max-width:100%' "
        f"src='data:image/png;base64,{DOT}'>",
        [("img", {"alt": "A dot of ink", "src": re.compile("^data:image/png")})],
    ),
    "message of a check": (
        "<div style='border-left:4px solid #2da44e;padding:0.1em 0.9em'><p><strong>Right"
        "</strong></p><details open><summary>Show nearly the answer</summary><p>Once more"
        "</p></details></div>",
        [
            ("div", {"style": re.compile("border-left")}),
            ("details", {"open": True}),
            ("summary", {}),
        ],
    ),
}


def filled(thing, away, hit=HIT):
    """The same with the script and the address in their places."""
    if isinstance(thing, dict):
        return {filled(k, away, hit): filled(v, away, hit) for k, v in thing.items()}
    if isinstance(thing, str):
        return (
            thing.replace("{hit}", hit)
            .replace("{away}", away)
            .replace("{{", "{")
            .replace("}}", "}")
        )
    return thing
