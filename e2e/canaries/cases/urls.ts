import type { CanaryCase } from '../canary-case.ts'

const url = (name: string, html: string, isName = false): CanaryCase => ({
  name: `url: ${name}`,
  html,
  isName,
  inSafe: 'hidden',
})

/** Its wording shows where it is safe. */
const inside = (name: string, html: string): CanaryCase => ({
  ...url(name, html),
  inSafe: 'either',
})

/** Elements whose URL is not kept, or without everything that may be personal. */
const query = (tag: string, attribute: string): CanaryCase =>
  url(`${tag} ${attribute}`, `<${tag} ${attribute}="/missing?token=CANARY#CANARY"></${tag}>`)

export const urlCases: readonly CanaryCase[] = [
  url('query', '<a href="/x?q=CANARY&amp;CANARY">a</a>'),
  url('name of a parameter', '<a href="/x?CANARY=1">a</a>', true),
  url('fragment', '<a href="/x#CANARY">a</a>'),
  { ...url('fragment alone', '<a href="#user-CANARY">a</a>', true), inSafe: 'either' },
  url('credentials', '<a href="https://CANARY:CANARY@shop.test/">a</a>'),
  url('path after users', '<a href="/users/CANARY/orders">a</a>'),
  url('path after orders', '<a href="/orders/CANARY">a</a>'),
  url('path after search', '<a href="/search/CANARY">a</a>'),
  url('path after an invitation', '<a href="/invite/CANARY">a</a>'),
  url('path that is an id', '<a href="/o/CANARY/edit">a</a>', true),
  url('path parameter', '<a href="/shop;user=CANARY/a">a</a>'),
  url('file', '<a href="/files/CANARY.pdf">a</a>'),
  url('picture of somebody', '<a href="/users/CANARY.png">a</a>'),
  url('handle', '<a href="/@CANARY">a</a>'),
  url('tilde', '<a href="/~CANARY/">a</a>'),
  url('encoded', '<a href="/u/%7A%71CANARY">a</a>'),
  url('host that names somebody', '<a href="https://CANARY.users.test/">a</a>', true),
  url('mail', '<a href="mailto:CANARY@x.test?subject=CANARY">a</a>'),
  url('phone', '<a href="tel:CANARY">a</a>'),
  url('message', '<a href="sms:CANARY">a</a>'),
  url('script', '<a href="javascript:pay(\'CANARY\')">a</a>'),
  url('data', '<a href="data:text/plain,CANARY">a</a>'),
  url('blob', '<a href="blob:http://127.0.0.1/CANARY">a</a>'),
  url('own scheme', '<a href="myapp://open/CANARY">a</a>'),
  url('relative', '<a href="?CANARY">a</a>'),
  url('broken', '<a href="http://[CANARY">a</a>'),
  inside('download', '<a href="/x" download="CANARY.pdf">a</a>'),
  inside('ping', '<a href="/x" ping="/p?u=CANARY">a</a>'),
  query('img', 'src'),
  query('img', 'srcset'),
  query('img', 'longdesc'),
  query('iframe', 'src'),
  query('embed', 'src'),
  query('object', 'data'),
  query('video', 'src'),
  query('video', 'poster'),
  query('audio', 'src'),
  query('form', 'action'),
  query('button', 'formaction'),
  query('area', 'href'),
  query('blockquote', 'cite'),
  query('del', 'cite'),
  query('body-like', 'background'),
  query('script', 'data-src'),
  { ...url('picture by its path', '<img src="/CANARY.png">', true), inSafe: 'shown' },
  url('picture inside its address', '<video poster="data:image/png;base64,CANARY"></video>'),
  inside('image button', '<input type="image" src="/a.png?u=CANARY" alt="CANARY">'),
  url('picture source', '<picture><source srcset="/a.webp?u=CANARY 2x"><img></picture>'),
  inside(
    'film source',
    '<video><source src="/a.mp4?u=CANARY"><track src="/a.vtt?u=CANARY" label="CANARY"></video>',
  ),
  url('svg image', '<svg><image href="/a.png?u=CANARY" /></svg>'),
  url('svg image, old', '<svg><image xlink:href="/a.png?u=CANARY" /></svg>'),
  url('svg use', '<svg><use href="/sprite.svg?u=CANARY#CANARY" /></svg>'),
  url('svg use of data', '<svg><use href="data:image/svg+xml,CANARY" /></svg>'),
  url('svg link', '<svg><a href="/x?u=CANARY"><text>a</text></a></svg>'),
  inside(
    'svg animation',
    '<svg><animate attributeName="href" values="/a?u=CANARY" to="CANARY" /></svg>',
  ),
  inside('frame content', '<iframe srcdoc="<p title=CANARY>CANARY</p>"></iframe>'),
  url('canonical', '<link rel="canonical" href="/x?u=CANARY">'),
  inside('alternate', '<link rel="alternate" href="/u/CANARY" title="CANARY" hreflang="CANARY">'),
  url('prefetch', '<link rel="prefetch" href="/api/users/CANARY?u=CANARY">'),
  url('manifest', '<link rel="manifest" href="/m.json?u=CANARY">'),
  url('image set of a preload', '<link rel="preload" as="image" imagesrcset="/a.png?u=CANARY 2x">'),
]
