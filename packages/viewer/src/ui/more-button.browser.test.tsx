import { PlayerError } from '@playhead/player'
import { createRoot } from 'react-dom/client'
import { expect, it, onTestFinished } from 'vitest'
import { page } from 'vitest/browser'
import { MoreButton, type MoreState } from './more-button.tsx'

function show(more: MoreState): { asked(): number } {
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  let asked = 0
  root.render(
    <MoreButton more={more} onMore={() => asked++}>
      Show more
    </MoreButton>,
  )
  onTestFinished(() => root.unmount())
  return { asked: () => asked }
}

it('reads on when it is used', async () => {
  const { asked } = show({ name: 'idle' })
  await page.getByRole('button', { name: 'Show more' }).click()
  expect(asked()).toBe(1)
})

it('says that it is loading, and keeps the focus meanwhile', async () => {
  show({ name: 'loading' })
  const button = page.getByRole('button', { name: 'Loading…' })
  await expect.element(button).toHaveAttribute('aria-disabled', 'true')
  button.element().focus()
  expect(document.activeElement).toBe(button.element())
})

it('says what failed, and tries again', async () => {
  const { asked } = show({ name: 'failed', error: new PlayerError('network', 'No connection.') })
  await expect.element(page.getByRole('alert')).toHaveTextContent('No connection.')
  await page.getByRole('button', { name: 'Try again' }).click()
  expect(asked()).toBe(1)
})
