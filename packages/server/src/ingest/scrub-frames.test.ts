import type { FrameEvent } from '@playhead/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scrubFrames } from './scrub-frames.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Fields = { [key: string]: Json }

interface ElementNode extends Fields {
  type: 2
  id: number
  tagName: Json
  attributes: Fields
  childNodes: Json[]
}

function element(tagName: Json, attributes: Fields = {}, childNodes: Json[] = []): ElementNode {
  return { type: 2, id: 7, tagName, attributes, childNodes }
}

/** What becomes of one element in a full snapshot. */
function scrubbed(node: Fields): Fields {
  const frame = { type: 2, timestamp: 1, data: { node } }
  scrubFrames([frame])
  return frame.data.node
}

const attributesOf = (tagName: string, attributes: Fields) =>
  scrubbed(element(tagName, attributes))['attributes']

describe('an element that acts by being there', () => {
  it.each([
    'script',
    'SCRIPT',
    'svg:script',
    'base',
    'meta',
    'object',
    'embed',
    'applet',
    'portal',
  ])('%s loses its name and its attributes, and keeps its id and its place', (tagName) => {
    const attributes = {
      src: '/a',
      href: '/a',
      content: '0',
      data: '/a',
      class: 'wide',
      rr_width: '9px',
    }
    expect(scrubbed(element(tagName, attributes, [element('p')]))).toEqual({
      ...element('playhead-removed', { class: 'wide', rr_width: '9px' }, [element('p')]),
    })
  })

  it('may be named by something else than a text, and does not pass', () => {
    for (const tagName of [['base'], { a: 1 }, 1, null, true]) {
      expect(scrubbed(element(tagName))).toEqual(element('playhead-removed'))
    }
  })

  it('is blanked if its text was a script', () => {
    const text = { type: 3, id: 8, textContent: 'alert(1)' }
    const { childNodes } = scrubbed(element('script', {}, [text]))
    expect(childNodes).toEqual([{ ...text, textContent: '' }])
  })
})

describe('a link', () => {
  it.each<[string, Fields]>([
    ['of a stylesheet', { rel: 'stylesheet', href: '/a.css' }],
    ['with the text of its stylesheet', { _cssText: 'p { color: red }' }],
    ['of a stylesheet, oddly written', { REL: ' StyleSheet ', href: '/a.css' }],
  ])('%s stays as it is', (_, attributes) => {
    expect(scrubbed(element('link', attributes))).toEqual(element('link', attributes))
  })

  it.each<[string, Fields]>([
    ['preconnect', { rel: 'preconnect', href: 'https://evil.example' }],
    ['one of two relations', { rel: 'stylesheet preconnect', href: 'https://evil.example' }],
    ['a second relation in other letters', { rel: 'stylesheet', REL: 'dns-prefetch', href: '//a' }],
    ['an empty stylesheet text', { _cssText: '', rel: 'preconnect', href: 'https://evil.example' }],
    ['a list', { rel: ['preconnect'], href: 'https://evil.example' }],
    ['no relation', { href: 'https://evil.example' }],
  ])('cannot reach out by %s', (_, attributes) => {
    const link = scrubbed(element('link', attributes))
    expect(JSON.stringify(link)).not.toMatch(/preconnect|dns-prefetch/)
  })

  it('cannot be turned into one that reaches out by a later change', () => {
    const change = { id: 7, attributes: { rel: 'preconnect', href: 'https://evil.example' } }
    const frame = { type: 3, timestamp: 1, data: { source: 0, attributes: [change] } }
    scrubFrames([frame])
    expect(change.attributes).toEqual({ href: 'https://evil.example' })
  })
})

describe('an attribute', () => {
  it.each<[string, Fields]>([
    ['a handler', { onclick: 'alert(1)', ONERROR: 'alert(1)', 'x:onload': 'alert(1)' }],
    ['a document in an attribute', { srcdoc: '<script>alert(1)</script>' }],
    ['a ping', { ping: 'https://evil.example' }],
    ['a script URL', { href: 'javascript:alert(1)' }],
    ['a script URL in disguise', { 'xlink:href': ' \u0001Java\nScript\t:alert(1)' }],
    ['a document as a URL', { formaction: 'data:text/html,<script>alert(1)</script>' }],
    ['a list that becomes a script URL', { href: ['javascript:alert(1)'] }],
    ['an animation towards a script URL', { values: '#a; javascript:alert(1)' }],
  ])('is dropped if it is %s', (_, attributes) => {
    expect(attributesOf('a', attributes)).toEqual({})
  })

  it.each<[string, Fields]>([
    ['a URL', { href: '/javascript:', src: 'https://shop.example/a.png' }],
    ['a picture in a URL', { src: 'data:image/png;base64,AAAA' }],
    [
      'text that speaks of scripts',
      { title: 'javascript: the good parts', 'aria-label': 'javascript:' },
    ],
    [
      'what is no text',
      { checked: true, rr_scrollTop: 120, style: { color: 'red' }, hidden: null },
    ],
  ])('stays if it is %s', (_, attributes) => {
    expect(attributesOf('a', attributes)).toEqual(attributes)
  })

  it('of a frame that would load a page is dropped', () => {
    expect(attributesOf('iframe', { src: 'https://evil.example', width: '9' })).toEqual({
      width: '9',
    })
  })
})

describe('frames that hold no DOM', () => {
  it.each([0, 1, 4, 5, 6])('of type %i stay as they are', (type) => {
    const frame: FrameEvent = {
      type,
      timestamp: 1,
      data: { tagName: 'script', attributes: { onclick: 'a' } },
    }
    const before = structuredClone(frame)
    scrubFrames([frame])
    expect(frame).toEqual(before)
  })
})

const name = fc.constantFrom(
  'a',
  'div',
  'p',
  'img',
  'svg',
  'style',
  'link',
  'form',
  'iframe',
  'script',
  'Script',
  'svg:script',
  'base',
  'meta',
  'OBJECT',
  'embed',
  'applet',
  'frame',
)
const attributeName = fc.constantFrom(
  'href',
  'HREF',
  'xlink:href',
  'src',
  'action',
  'formaction',
  'data',
  'to',
  'values',
  'srcset',
  'onclick',
  'OnLoad',
  'onfocusin',
  'srcdoc',
  'SRCDOC',
  'ping',
  'rel',
  'class',
  'style',
  'content',
)
const value: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  'javascript:alert(1)',
  ' JaVa\tScRiPt:alert(1)',
  'vbscript:x',
  'data:text/html,x',
  '/path',
  '#a;javascript:x',
  'stylesheet',
  'preconnect',
  'red',
  '',
  true,
  3,
  null,
  ['javascript:alert(1)'],
)
const attributes = fc.dictionary(attributeName, value, { maxKeys: 4, noNullPrototype: true })
const { node } = fc.letrec<{ node: Json }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'medium' },
    fc.record(
      { type: fc.constant(3), id: fc.nat(), textContent: fc.string() },
      { noNullPrototype: true },
    ),
    fc.record(
      {
        type: fc.constant(2),
        id: fc.nat(),
        tagName: name,
        attributes,
        childNodes: fc.array(tie('node'), { maxLength: 4 }),
      },
      { noNullPrototype: true },
    ),
  ),
}))
const frame: fc.Arbitrary<FrameEvent> = fc.oneof(
  node.map((node) => ({ type: 2, timestamp: 1, data: { node } })),
  fc
    .tuple(fc.array(node, { maxLength: 3 }), fc.array(attributes, { maxLength: 3 }))
    .map(([nodes, changes]) => ({
      type: 3,
      timestamp: 1,
      data: {
        source: 0,
        adds: nodes.map((node, at) => ({ parentId: at, nextId: null, node })),
        attributes: changes.map((changed, at) => ({ id: at, attributes: changed })),
      },
    })),
)

describe('whatever the nesting', () => {
  it('no frame keeps what could act, and every node stays', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 3 }), (frames) => {
        const before = collect(frames)
        scrubFrames(frames)
        const after = collect(frames)
        expect(after.ids).toEqual(before.ids)
        expect(after.acting).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('scrubbing twice is scrubbing once', () => {
    fc.assert(
      fc.property(frame, (one) => {
        scrubFrames([one])
        const once = structuredClone(one)
        scrubFrames([one])
        expect(one).toEqual(once)
      }),
    )
  })

  it('a tree as deep as the decoder lets through is walked to its end', () => {
    let deep: Fields = element('script')
    for (let level = 0; level < 1_000; level++) deep = element('div', {}, [deep])
    expect(JSON.stringify(scrubbed(deep))).not.toContain('script')
  })
})

/** Reads frames with its own eyes, as a browser would take them: not by the code under test. */
function collect(value: unknown): { ids: unknown[]; acting: string[] } {
  const ids: unknown[] = []
  const acting: string[] = []
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    if ('id' in part) ids.push(part.id)
    if (
      'tagName' in part &&
      /(^|:)(script|base|meta|object|embed|applet)$/i.test(String(part.tagName))
    ) {
      acting.push(`<${String(part.tagName)}>`)
    }
    if ('attributes' in part && typeof part.attributes === 'object' && part.attributes !== null) {
      for (const [key, held] of Object.entries(part.attributes)) {
        const url = String(held).replace(/\s/g, '')
        if (/^(on|srcdoc|ping)/i.test(key)) acting.push(key)
        else if (/(^|;)(javascript|vbscript):|^data:text\/html/i.test(url) && isUrl(key, url)) {
          acting.push(`${key}=${url}`)
        } else if (key === 'rel' && held === 'preconnect') acting.push(url)
      }
    }
    for (const inner of Object.values(part)) walk(inner)
  }
  walk(value)
  return { ids, acting }
}

/** A list of URLs is one only where an animation reads it. */
function isUrl(key: string, text: string): boolean {
  return key !== 'class' && (!text.includes(';') || key === 'to' || key === 'values')
}
