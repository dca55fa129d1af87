import { describe, expect, it } from 'vitest'
import { observe } from '../../testing/observe.ts'
import { describeElement } from './describe-element.ts'
import type { CaptureScope } from './scope.ts'

function describeFirst(html: string, selector: string): ReturnType<typeof describeElement> {
  document.body.innerHTML = html
  const element = document.querySelector(selector)
  if (!element) throw new Error(`No ${selector}`)
  let scope: CaptureScope | undefined
  observe((_, given) => {
    scope = given
    return { stop: () => undefined }
  })
  if (!scope) throw new Error('No scope')
  return describeElement(element, scope)
}

describe('the selector', () => {
  it.each([
    ['<button id="pay">', 'button', '#pay'],
    ['<div data-testid="cart-row"><i></i></div>', 'i', '[data-testid="cart-row"] > i'],
    [
      '<ul id="list"><li></li><li class="is-open"></li></ul>',
      '.is-open',
      '#list > li:nth-of-type(2)',
    ],
    ['<p id="a"><i id="b" data-testid="price"></i></p>', 'i', '[data-testid="price"]'],
    [
      '<form id="order"><input name="first"><input name="coupon" class="input is-invalid"></form>',
      '[name=coupon]',
      '#order > input[name="coupon"]',
    ],
    ['<p id="a"><b class="card css-1x2y3z mail@x.test"></b></p>', 'b', '#a > b.card'],
  ])('of %s names what somebody chose', (html, target, selector) => {
    expect(describeFirst(html, target).selector).toBe(selector)
  })

  it.each(['order-471199', ':r1:', 'alice@example.com', 'a1b2c3d4e5', 'user_8812345'])(
    'never carries the id %s',
    (id) => {
      document.body.innerHTML = ''
      const { selector } = describeFirst(
        `<p id="${id}" data-testid="${id}" class="${id}" name="${id}"></p>`,
        'p',
      )
      expect(selector).not.toContain(id)
    },
  )

  it('stays the same while the element is hovered, opened and selected', () => {
    const html = (state: string) => `<nav class="tabs"><b class="tab ${state}">x</b></nav>`
    const { selector } = describeFirst(html(''), 'b')
    for (const state of ['is-open', 'active', 'tab--selected', 'Mui-focused', 'hover']) {
      expect(describeFirst(html(state), 'b').selector).toBe(selector)
    }
  })

  it('finds the element again', () => {
    const { selector } = describeFirst(
      '<main><p>1</p><p><a>2</a><a class="wanted">3</a></p></main>',
      '.wanted',
    )
    expect(document.querySelector(selector)?.textContent).toBe('3')
  })
})

describe('the name', () => {
  it('is the label or the text, in a safe subtree', () => {
    expect(describeFirst('<p data-record-safe aria-label="Label">Text</p>', 'p').name).toBe('Label')
    expect(describeFirst('<p data-record-safe>  Some\n text </p>', 'p').name).toBe('Some text')
  })

  it('leaves out what is masked, entered or code inside it', () => {
    const { name } = describeFirst(
      `<p data-record-safe>Open <b data-replay="mask">masked</b><i contenteditable>typed</i>
       <select><option>chosen</option></select><script type="text/plain">code</script></p>`,
      'p',
    )
    expect(name).toBe('Open')
  })

  it('is without what the detectors find', () => {
    const html =
      '<p data-record-safe>Order of nora@shop.example, <b>4242 4242</b> <b>4242 4242</b></p>'
    expect(describeFirst(html, 'p').name).toBe('Order of [mail], [card]')
  })

  it('is missing outside', () => {
    expect(describeFirst('<img alt="Alice">', 'img')).not.toHaveProperty('name')
  })
})

it('survives a form whose fields shadow its properties', () => {
  const described = describeFirst(
    '<form><input name="tagName"><input name="closest"></form>',
    'form',
  )
  expect(described).toEqual({ selector: '*', tag: '*' })
})
