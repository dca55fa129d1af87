import type { CanaryCase } from '../canary-case.ts'

const shown = (name: string, html: string): CanaryCase => ({
  name: `text: ${name}`,
  html,
  inSafe: 'shown',
})
const hidden = (name: string, html: string): CanaryCase => ({
  name: `text: ${name}`,
  html,
  inSafe: 'hidden',
})

/** The parser makes of it what scripting lets it. */
const either = (name: string, html: string): CanaryCase => ({
  name: `text: ${name}`,
  html,
  inSafe: 'either',
})

/** What is read on a page, and what only stands in it. */
export const textCases: readonly CanaryCase[] = [
  shown('paragraph', '<p>CANARY</p>'),
  shown('nested', '<section><article><p>of <b><i>CANARY</i></b> and</p></article></section>'),
  shown('heading', '<h2>CANARY</h2>'),
  shown('pre', '<pre>\n  CANARY\n</pre>'),
  shown(
    'table',
    '<table><caption>a</caption><thead><tr><th>b</th></tr></thead><tr><td>CANARY</td></tr></table>',
  ),
  shown('caption', '<table><caption>CANARY</caption><tr><td>a</td></tr></table>'),
  shown('list', '<ul><li>CANARY</li></ul>'),
  shown('definition', '<dl><dt>a</dt><dd>CANARY</dd></dl>'),
  shown('summary', '<details><summary>CANARY</summary>a</details>'),
  shown('closed details', '<details><summary>a</summary>CANARY</details>'),
  shown('dialog', '<dialog open>CANARY</dialog>'),
  shown('closed dialog', '<dialog>CANARY</dialog>'),
  shown('popover', '<div popover>CANARY</div>'),
  shown('hidden element', '<div hidden>CANARY</div>'),
  shown('inert', '<div inert>CANARY</div>'),
  shown('button', '<button type="button">CANARY</button>'),
  shown('link', '<a href="#top">CANARY</a>'),
  shown('label', '<label>CANARY <input></label>'),
  shown('legend', '<fieldset><legend>CANARY</legend></fieldset>'),
  shown('output', '<output>CANARY</output>'),
  shown('meter fallback', '<meter value="0.5">CANARY</meter>'),
  shown('progress fallback', '<progress value="0.5">CANARY</progress>'),
  shown('time', '<time>CANARY</time>'),
  shown('ruby', '<ruby>a<rt>CANARY</rt></ruby>'),
  shown('quote', '<blockquote><q>CANARY</q></blockquote>'),
  shown('abbreviation', '<abbr>CANARY</abbr>'),
  shown('data', '<data value="1">CANARY</data>'),
  shown('custom element', '<user-card>CANARY</user-card>'),
  shown('slot fallback', '<slot>CANARY</slot>'),
  shown('canvas fallback', '<canvas width="1" height="1">CANARY</canvas>'),
  shown('figure caption', '<figure><figcaption>CANARY</figcaption></figure>'),
  shown('svg text', '<svg><text>CANARY</text></svg>'),
  shown('svg tspan', '<svg><text>a <tspan>CANARY</tspan></text></svg>'),
  shown('svg text on a path', '<svg><text><textPath href="#a">CANARY</textPath></text></svg>'),
  shown('svg title', '<svg><title>CANARY</title></svg>'),
  shown('svg description', '<svg><desc>CANARY</desc></svg>'),
  shown('svg metadata', '<svg><metadata>CANARY</metadata></svg>'),
  shown(
    'svg foreign object',
    '<svg><foreignObject width="9" height="9"><p>CANARY</p></foreignObject></svg>',
  ),
  shown('svg symbol', '<svg><defs><symbol id="s"><text>CANARY</text></symbol></defs></svg>'),
  shown('math', '<math><mi>CANARY</mi></math>'),
  shown('math text', '<math><mtext>CANARY</mtext></math>'),
  shown(
    'math annotation',
    '<math><semantics><mn>1</mn><annotation encoding="text/plain">CANARY</annotation></semantics></math>',
  ),
  hidden('comment', '<p>a<!-- CANARY --></p>'),
  hidden('conditional comment', '<!--[if IE]>CANARY<![endif]-->'),
  hidden('processing instruction', '<div><?php CANARY ?></div>'),
  hidden('character data', '<svg><text><![CDATA[]]>a</text><!-- CANARY --></svg>'),
  either('noscript', '<noscript><p>CANARY</p></noscript>'),
  hidden('template', '<template><p>CANARY</p></template>'),
  hidden(
    'nested template',
    '<template><template><p title="CANARY">CANARY</p></template></template>',
  ),
  hidden('script', '<script type="text/plain">CANARY</script>'),
  hidden('json', '<script type="application/json" id="__NEXT_DATA__">{"name":"CANARY"}</script>'),
  hidden('linked data', '<script type="application/ld+json">{"name":"CANARY"}</script>'),
  hidden('payload', '<script>(self.__next_f = self.__next_f || []).push([1, "CANARY"])</script>'),
  hidden('import map', '<script type="speculationrules">{"tag":"CANARY"}</script>'),
  either('frame fallback', '<iframe>CANARY</iframe>'),
  either('noframes', '<noframes>CANARY</noframes>'),
  hidden('editable', '<div contenteditable>CANARY</div>'),
  hidden('editable, plain text', '<div contenteditable="plaintext-only"><p>CANARY</p></div>'),
  hidden('editable textbox', '<div role="textbox" contenteditable="true">CANARY</div>'),
]
