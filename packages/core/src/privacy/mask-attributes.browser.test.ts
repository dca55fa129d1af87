import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AttributeContext, type Attributes, maskAttributes } from './mask-attributes.ts'
import { createPolicy } from './policy.ts'
import { createUrlScrubber } from '@playhead/protocol'

const { takeOut } = createPolicy()
const scrubUrl = createUrlScrubber({ base: () => 'https://shop.test/' })

function mask(attributes: Attributes, context: Partial<AttributeContext> = {}): Attributes {
  return maskAttributes(attributes, {
    tag: 'div',
    type: 'text',
    level: 'default',
    scrubUrl,
    takeOut,
    ...context,
  })
}

describe('outside a safe subtree', () => {
  it('keeps no attribute that is not allowed, whatever its name', () => {
    const name = fc.stringMatching(/^[a-z][a-z-]{0,20}$/)
    fc.assert(
      fc.property(name, (attribute) => {
        const secret = 'Alice Example, born 1980-01-01 / account 99887766'
        expect(JSON.stringify(mask({ [attribute]: secret }))).not.toMatch(/9988/)
      }),
    )
  })

  it.each([
    [{ width: '100%' }, { width: '100%' }],
    [{ width: 'Alice <a@b.c>' }, {}],
    [{ d: 'M0 0L10 10z' }, { d: 'M0 0L10 10z' }],
    [{ d: 'M0 0 Alice' }, {}],
    [{ d: 'M4242424 0', points: '912345678,1', transform: 'rotate(4242424242424242)' }, {}],
    [{ d: 'M0.123456789 123456.7' }, { d: 'M0.123456789 123456.7' }],
    [{ fill: 'url(#gradient)' }, { fill: 'url(#gradient)' }],
    [{ id: 'cart' }, { id: 'cart' }],
    [{ href: '/alice/orders?t=1' }, {}],
    [
      { 'aria-expanded': 'true', 'aria-label': 'Alice', 'aria-valuenow': '42' },
      { 'aria-expanded': 'true' },
    ],
    [
      { style: 'color: red; background-image: url(/a?t=1)' },
      { style: 'color: red; background-image: none;' },
    ],
    // Only the recorder says such of an element, never the page.
    [{ rr_width: '10px', rr_scrollTop: '4', _cssText: 'Alice' }, {}],
    [{ title: null, onclick: null }, { title: null }],
    [{ checked: true, selected: true, value: '9' }, {}],
  ])('%j becomes %j', (attributes, masked) => {
    expect(mask(attributes as Attributes)).toEqual(masked)
  })

  it('replaces a name that could be somebody by the same wherever it stands', () => {
    const [{ id }, { class: classes }, { fill }] = [
      mask({ id: 'user-7f3a' }),
      mask({ class: 'card user-7f3a w-1/2 alice@example.com md:grid-cols-12 col_2 x123456' }),
      mask({ fill: 'url(#user-7f3a)' }),
    ]
    expect(id).toMatch(/^masked-\d+$/)
    expect(
      String(classes)
        .split(' ')
        .map((name) => name.replace(/\d+$/, '')),
    ).toEqual(['card', 'masked-', 'w-1/', 'masked-', 'md:grid-cols-', 'col_', 'masked-'])
    expect(classes).toContain(` ${id} `)
    expect(fill).toBe(`url(#${id})`)
  })

  it('shows that a field is filled, and that a button has a label', () => {
    expect(mask({ value: 'Alice' }, { tag: 'input' })).toEqual({ value: '•••••' })
    expect(mask({ value: '' }, { tag: 'input' })).toEqual({ value: '' })
    expect(mask({ value: 'Buy now' }, { tag: 'input', type: 'submit' })).toEqual({
      value: 'xxx xxx',
    })
    expect(mask({ value: 'red' }, { tag: 'option' })).toEqual({})
  })
})

describe('in a safe subtree', () => {
  it('keeps attributes as they are, except values, code and what URLs carry', () => {
    expect(
      mask(
        {
          title: 'Tooltip',
          'data-sku': '1',
          value: 'typed',
          checked: true,
          onclick: 'x()',
          srcdoc: 'x',
          href: '/a?t=1#f',
          srcset: '/a.png?t=1 1x,/b.png?t=2 2x, /c.png?t=3 3x',
          ping: '/count?t=1',
        },
        { tag: 'input', level: 'safe' },
      ),
    ).toEqual({
      title: 'Tooltip',
      'data-sku': '1',
      value: '•••••',
      href: 'https://shop.test/a?t=*',
      srcset:
        'https://shop.test/a.png?t=* 1x, https://shop.test/b.png?t=* 2x, https://shop.test/c.png?t=* 3x',
      ping: 'https://shop.test/count?t=*',
    })
  })
})

it('keeps of a blocked element its class and its mark', () => {
  expect(
    mask(
      { class: 'a', style: 'color:red', title: 'x', 'data-replay': 'block' },
      { level: 'block' },
    ),
  ).toEqual({ class: 'a', 'data-replay': 'block' })
})

it('changes nothing more when masking again', () => {
  const once = mask(
    { value: 'x', style: 'background:url(/a?b=c)', class: 'a', d: 'M0 0' },
    { tag: 'input' },
  )
  expect(mask(once, { tag: 'input' })).toEqual(once)
})
