import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
import { Block, Mask, RecordSafe, ReplayProvider, useReplay, useReplayState } from './index.ts'

it('renders on a server, where there is no window and nothing to record', () => {
  function Child(): ReactNode {
    const replay = useReplay()
    replay.identify('ana')
    replay.track('rendered')
    return <a href={replay.url({ at: 5 })}>{useReplayState()?.name ?? 'not yet'}</a>
  }
  expect(typeof window).toBe('undefined')
  expect(
    renderToString(
      <ReplayProvider endpoint="/api/replay">
        <Child />
      </ReplayProvider>,
    ),
  ).toBe('<a href="">not yet</a>')
})

it('renders the privacy markers with the attributes that the recorder reads', () => {
  expect(
    renderToString(
      <RecordSafe as="main" className="page">
        Hello <Mask>Ana</Mask>
        <Block as="section" title="Passport" />
      </RecordSafe>,
    ),
  ).toBe(
    '<main class="page" data-record-safe="">Hello <span data-replay="mask">Ana</span>' +
      '<section title="Passport" data-replay="block"></section></main>',
  )
  expect(
    renderToString(
      <RecordSafe>
        <Block />
      </RecordSafe>,
    ),
  ).toBe('<div data-record-safe=""><div data-replay="block"></div></div>')
})

it('lets no property take a mark away', () => {
  expect(renderToString(<Mask data-replay="safe">Ana</Mask>)).toBe(
    '<span data-replay="mask">Ana</span>',
  )
})
