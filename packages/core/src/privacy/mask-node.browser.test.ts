import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recordPage, type RecordedPage } from '../../testing/record-page.ts'
import { getReplay } from '../index.ts'

/** Each place gets a secret of its own, so that a failure names the place. */
const planted = [
  'text',
  'title',
  'input',
  'hidden',
  'password',
  'checkbox',
  'radio',
  'option-value',
  'option-text',
  'select-label',
  'textarea',
  'placeholder',
  'title-attribute',
  'aria-label',
  'alt',
  'data',
  'href-query',
  'href-fragment',
  'href-mail',
  'src',
  'srcset',
  'action',
  'editable',
  'editable-attribute',
  'comment',
  'csrf',
  'script',
  'srcdoc',
  'style-url',
  'style-property',
  'onclick',
  'noscript',
  'shadow',
  'svg-text',
  'svg-title',
  'custom-attribute',
  'datetime',
  'list',
  'progress-label',
  'masked-in-safe',
  'blocked',
  'template',
  'css-url',
  'object-data',
  'id',
] as const

const secret = (place: string): string => `planted${place.replaceAll('-', '')}secret`

const markup = (s: (place: (typeof planted)[number]) => string): string => `
  <p>${s('text')}</p>
  <form action="/buy?token=${s('action')}">
    <input value="${s('input')}" placeholder="${s('placeholder')}" title="${s('title-attribute')}">
    <input type="hidden" value="${s('hidden')}">
    <input type="password" value="${s('password')}">
    <input type="checkbox" value="${s('checkbox')}" checked>
    <input type="radio" name="r" value="${s('radio')}" checked>
    <select><optgroup label="${s('select-label')}"><option value="${s('option-value')}" selected>${s('option-text')}</option></optgroup></select>
    <textarea>${s('textarea')}</textarea>
    <datalist><option value="${s('list')}"></datalist>
  </form>
  <a href="/x?token=${s('href-query')}">a</a><a href="/x#${s('href-fragment')}">b</a><a href="mailto:${s('href-mail')}@x.test">c</a>
  <img src="/${s('src')}.png" srcset="/${s('srcset')}.png 2x" alt="${s('alt')}" width="40" height="30">
  <div aria-label="${s('aria-label')}" data-user="${s('data')}" my-attribute="${s('custom-attribute')}" onclick="'${s('onclick')}'"></div>
  <div contenteditable data-x="${s('editable-attribute')}">${s('editable')}</div>
  <!-- ${s('comment')} -->
  <meta name="csrf-token" content="${s('csrf')}">
  <script type="application/json">${s('script')}</script>
  <iframe srcdoc="${s('srcdoc')}"></iframe>
  <div style="background: url(/a.png?t=${s('style-url')}); --name: '${s('style-property')}'"></div>
  <style>.b { background: url("/b.png?t=${s('css-url')}") }</style>
  <noscript>${s('noscript')}</noscript>
  <svg viewBox="0 0 1 1"><title>${s('svg-title')}</title><text>${s('svg-text')}</text></svg>
  <time datetime="${s('datetime')}">x</time>
  <progress aria-valuetext="${s('progress-label')}"></progress>
  <template><b>${s('template')}</b></template>
  <object data="/${s('object-data')}"></object>
  <i id="${s('id')}9000"></i>
  <section data-record-safe><p data-replay="mask"><b>${s('masked-in-safe')}</b></p><p data-replay="block">${s('blocked')}</p></section>
  <div class="host"></div>`

function fillShadow(text: string): void {
  const host = document.querySelector('.host')
  const root = host?.attachShadow({ mode: 'open' })
  if (root) root.innerHTML = `<p>${text}</p><input value="${text}">`
}

async function leaksOf(page: RecordedPage): Promise<string[]> {
  await page.replay.flush()
  const sent = await page.text()
  return planted.filter((place) => sent.includes(secret(place)))
}

async function expectNoSecret(page: RecordedPage): Promise<void> {
  expect(await leaksOf(page)).toEqual([])
}

/** Changes are written down in the task after. */
const settled = (): Promise<void> =>
  new Promise((resolve) => setTimeout(() => setTimeout(resolve, 0), 0))

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  document.title = ''
  history.replaceState(null, '', location.pathname)
})

afterEach(async () => {
  await getReplay()?.stop()
  document.body.innerHTML = ''
})

describe('a page with secrets everywhere', () => {
  it('sends none of them in its first snapshot', async () => {
    document.title = secret('title')
    document.body.innerHTML = markup(secret)
    fillShadow(secret('shadow'))
    const html = document.body.innerHTML
    document.body.innerHTML = ''
    const page = await recordPage(html)
    fillShadow(secret('shadow'))
    await settled()
    await expectNoSecret(page)
    // It recorded the page, not nothing.
    expect(await page.text()).toContain('datalist')
  })

  it('sends none of them when they come later, at once', async () => {
    const page = await recordPage('<div id="app"></div>')
    document.title = secret('title')
    const app = document.querySelector('#app')
    if (app) app.innerHTML = markup(secret)
    fillShadow(secret('shadow'))
    await settled()
    await expectNoSecret(page)
    expect(await page.text()).toContain('datalist')
  })

  it('sends none of them when values, texts and attributes change one by one', async () => {
    const page = await recordPage(`${markup(() => 'x')}<input>`)
    fillShadow('x')
    await settled()
    const inputs = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      'input, textarea',
    )
    inputs.forEach((input) => {
      input.value = secret('input')
      input.setAttribute('value', secret('input'))
      input.dispatchEvent(new Event('input', { bubbles: true }))
    })
    document.querySelectorAll<HTMLOptionElement>('option').forEach((option) => {
      option.textContent = secret('option-text')
      option.setAttribute('value', secret('option-value'))
      option.selected = true
    })
    document.querySelector('select')?.dispatchEvent(new Event('change', { bubbles: true }))
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const text = walker.currentNode
      if (/^(?:style|p|b|div|title|text|time)$/i.test(text.parentElement?.tagName ?? '')) {
        if (text.parentElement?.tagName !== 'STYLE') text.nodeValue = secret('text')
      }
    }
    document.querySelectorAll('body :not([data-record-safe])').forEach((element) => {
      for (const name of [
        'title',
        'alt',
        'aria-label',
        'data-user',
        'placeholder',
        'my-attribute',
        'id',
      ]) {
        // Letters alone would pass for a name that somebody chose.
        element.setAttribute(name, `${secret('data')}9000`)
      }
    })
    document
      .querySelector<HTMLElement>('div[style]')
      ?.style.setProperty('background', `url(/c.png?t=${secret('style-url')})`)
    const shadowText = document.querySelector('.host')?.shadowRoot?.querySelector('p')
    if (shadowText) shadowText.textContent = secret('shadow')
    const sheet = document.querySelector<HTMLStyleElement>('body style')?.sheet
    sheet?.insertRule(`.z { background: url("/d.png?t=${secret('css-url')}") }`)
    await settled()
    await expectNoSecret(page)
    // All those kinds of change were seen.
    const sources = (await page.frames())
      .filter((frame) => frame.type === 3)
      .map((frame) => (frame.data as { source: number }).source)
    expect(sources).toEqual(expect.arrayContaining([0, 5, 8]))
  })

  it('sends nothing of its address but origin, path and names', async () => {
    history.replaceState(null, '', `?token=${secret('href-query')}#${secret('href-fragment')}`)
    const page = await recordPage('')
    history.pushState(null, '', `?next=${secret('href-query')}`)
    await expectNoSecret(page)
    expect(await page.text()).toContain('?token=*')
  })
})

describe('a safe subtree', () => {
  it('is recorded as it is, except what a person enters', async () => {
    const page = await recordPage(`
      <main data-replay="safe">
        <h1 title="Tooltip" data-sku="sku-1">Running shoe</h1>
        <img src="/shoe.png?signature=abc" alt="A shoe">
        <input value="${secret('input')}" placeholder="Your name"><button>Buy</button>
        <select><option selected>${secret('option-text')}</option></select>
        <div contenteditable>${secret('editable')}</div>
      </main>
      <p>${secret('text')}</p>`)
    await expectNoSecret(page)
    const sent = await page.text()
    for (const open of [
      'Running shoe',
      'Tooltip',
      'sku-1',
      'A shoe',
      'Your name',
      'Buy',
      'shoe.png?signature=*',
    ]) {
      expect(sent).toContain(open)
    }
  })

  it('opens by a selector of the options, and what is added to it later is open too', async () => {
    const page = await recordPage('<main class="catalogue"></main>', {
      privacy: { safeSelector: '.catalogue', maskTextSelector: '.price' },
    })
    const main = document.querySelector('main')
    if (main) main.innerHTML = '<p>Open text</p><p class="price">Hidden price</p>'
    await settled()
    await page.replay.flush()
    const sent = await page.text()
    expect(sent).toContain('Open text')
    expect(sent).not.toContain('Hidden')
  })

  it('closes as soon as its marker goes', async () => {
    const page = await recordPage('<main data-record-safe><p>Open</p></main>')
    const main = document.querySelector('main')
    main?.removeAttribute('data-record-safe')
    const text = document.querySelector('main p')?.firstChild
    if (text) text.nodeValue = secret('text')
    await settled()
    await expectNoSecret(page)
    expect(await page.text()).toContain('"value":"xxx')
  })
})

describe('a blocked element', () => {
  it('keeps its box and nothing else', async () => {
    const page = await recordPage(
      `<div data-replay="block" style="width:120px;height:40px" title="${secret('blocked')}"><b>${secret('blocked')}</b></div>`,
    )
    const inner = document.querySelector('[data-replay=block] b')
    if (inner) inner.textContent = secret('blocked')
    await settled()
    await expectNoSecret(page)
    expect(await page.text()).toContain('"rr_width":"120px","rr_height":"40px"')
  })
})

describe('what a replay needs', () => {
  it('is kept: stylesheets, classes, layout attributes, icons and the size of pictures', async () => {
    const page = await recordPage(`
      <style>.card { color: rgb(1, 2, 3) }</style>
      <div class="card" style="width: 10px" id="product-card"></div>
      <img src="/private.png" width="40" height="30">
      <svg viewBox="0 0 24 24"><path d="M5 12h14" fill="none" stroke="currentColor"></path><use href="#icon-cart"></use></svg>
      <p>Some words</p>`)
    await page.replay.flush()
    const sent = await page.text()
    for (const kept of [
      'rgb(1, 2, 3)',
      '"class":"card"',
      'width: 10px',
      '"id":"product-card"',
      '"width":"40","height":"30"',
      'M5 12h14',
      'currentColor',
      '#icon-cart',
      '"xxxxx xxxxx"',
    ]) {
      expect(sent).toContain(kept)
    }
    expect(sent).not.toContain('private.png')
  })
})

describe('typing', () => {
  it('does not tell a value by its length', async () => {
    const page = await recordPage('<input id="name">')
    const input = document.querySelector('input')
    for (const value of ['a', 'al', 'ali', 'alic', 'alice']) {
      if (input) input.value = value
      input?.dispatchEvent(new Event('input', { bubbles: true }))
      await settled()
    }
    await page.replay.flush()
    const inputs = (await page.frames())
      .map((frame) => frame.data as { source?: number; text?: string })
      .filter((data) => data.source === 5)
    expect(inputs.map((data) => data.text)).toEqual(['•••••'])
  })
})

describe('markers', () => {
  it.each([
    'data-pii',
    'data-sensitive="true"',
    'data-private',
    'class="rr-mask"',
    'class="sentry-mask"',
    'data-sentry-mask',
    'class="ph-no-capture"',
    'class="fs-mask"',
    'class="fs-exclude"',
    'data-dd-privacy="mask-user-input"',
    'data-dd-privacy="hidden"',
    'data-hj-suppress',
    'data-clarity-mask="true"',
    'data-openreplay-obscured',
    'class="highlight-block"',
    'class="_lr-hide"',
  ])('close what is in a safe region: %s', async (marker) => {
    const page = await recordPage(
      `<main data-record-safe>open <p ${marker}>${secret('text')} <b data-record-safe>${secret('title')}</b></p></main>`,
    )
    await page.replay.flush()
    const sent = await page.text()
    expect(sent).toContain('open ')
    expect(sent).not.toContain('planted')
  })

  it('close more than they open on one element', async () => {
    const page = await recordPage(`<p data-record-safe data-pii>${secret('text')}</p>`)
    expect(await leaksOf(page)).toEqual([])
  })
})

describe('a field that is marked as safe itself', () => {
  it('shows its value, then and later', async () => {
    const page = await recordPage(
      '<input data-record-safe value="blue lamp"><textarea data-record-safe>two</textarea>',
    )
    await settled()
    const field = document.querySelector('input')
    if (field) field.value = 'green lamp'
    field?.dispatchEvent(new Event('input', { bubbles: true }))
    await settled()
    await page.replay.flush()
    const sent = await page.text()
    expect(sent).toContain('blue lamp')
    expect(sent).toContain('green lamp')
  })

  it.each([
    '<input data-record-safe type="password" value="$">',
    '<input data-record-safe type="hidden" value="$">',
    '<input data-record-safe autocomplete="cc-number" value="$">',
    '<input data-record-safe autocomplete="one-time-code" value="$">',
    '<input data-record-safe name="password" value="$">',
    '<main data-record-safe><input value="$"></main>',
    '<main data-replay="mask"><input data-record-safe value="$"></main>',
    '<input data-record-safe data-pii value="$">',
    '<select data-record-safe><option value="$" selected>$</option></select>',
  ])('unless it is one that never shows: %s', async (html) => {
    const privacy = { allowPaymentPages: true }
    const page = await recordPage(html.replaceAll('$', secret('input')), { privacy })
    expect(await leaksOf(page)).toEqual([])
  })

  it('or was a password once', async () => {
    const page = await recordPage(
      `<input data-record-safe type="password" value="${secret('input')}">`,
    )
    await page.replay.flush()
    const field = document.querySelector('input')
    if (field) field.type = 'text'
    field?.dispatchEvent(new Event('input', { bubbles: true }))
    await settled()
    expect(await leaksOf(page)).toEqual([])
  })

  it('or was one between two looks at the page', async () => {
    const page = await recordPage('<main></main>')
    await page.replay.flush()
    document.querySelector('main')?.append(document.createElement('p'))
    const field = Object.assign(document.createElement('input'), { type: 'password' })
    field.dataset['recordSafe'] = ''
    document.querySelector('main')?.append(field)
    field.value = secret('input')
    field.type = 'text'
    await settled()
    expect(await leaksOf(page)).toEqual([])
  })
})

describe('readable text', () => {
  it('passes the detectors, its attributes too, and what is split across elements', async () => {
    const page = await recordPage(`<main data-record-safe title="to nora@shop.example">
      <p>Card 4242 4242 4242 4242, order 2026-11-24-000187</p>
      <p><b>4000</b> <b>0566</b> <span>5566</span> 5556</p>
      <p>To <b>nora.quist</b>@<i>shop.example</i>, soon</p>
      <table><tr><td>4000</td><td>0566</td><td>5566</td><td>5556</td></tr></table></main>`)
    await page.replay.flush()
    const sent = await page.text()
    expect(sent).toContain('Card [card], order 2026-11-24-000187')
    expect(sent).toContain('to [mail]')
    expect(sent).not.toContain('quist')
    // Of the split number only the cells of the table are left, which are no line of text. Times may hold it.
    expect(sent.match(/(?<!\d)5556(?!\d)/g)).toHaveLength(1)
  })

  it('is looked at with what it is put beside, however late it comes or changes', async () => {
    const page = await recordPage(
      '<main data-record-safe><p>Card 4000 0566</p><p>To <b>nora</b></p><p>Order <b>1</b></p></main>',
    )
    const [card, mail, order] = document.querySelectorAll('main > p')
    card?.append(' 5566 5556', ', thanks')
    mail?.append('.quist', '@shop.example')
    await settled()
    const number = order?.querySelector('b')?.firstChild
    if (number) number.nodeValue = '4'
    await settled()
    order?.append(' ', ...[...'242424242424242'].map((digit) => `${digit} `))
    await settled()
    await page.replay.flush()
    const sent = await page.text()
    expect(sent).toContain(', thanks')
    expect(sent).not.toMatch(/5566 5556|quist/)
    // Not one digit of those that came as a number.
    expect(sent).not.toMatch(/"[24] "/)
    expect(sent).toMatch(/"\* "/)
  })
})
