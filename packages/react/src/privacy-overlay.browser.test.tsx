import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { PrivacyOverlay } from './privacy-overlay.tsx'

const overlays = (): number =>
  document.querySelectorAll('html > div[data-replay="block"].rr-ignore').length

it('comes and goes by Alt+Shift+P, and goes with the component', async () => {
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  root.render(
    <StrictMode>
      <PrivacyOverlay privacy={{ safeSelector: 'main' }} />
      <p id="rendered">Page</p>
    </StrictMode>,
  )
  await vi.waitFor(() => expect(document.querySelector('#rendered')).not.toBeNull())
  expect(overlays()).toBe(0)
  await userEvent.keyboard('{Alt>}{Shift>}p{/Shift}{/Alt}')
  await vi.waitFor(() => expect(overlays()).toBe(1))
  await userEvent.keyboard('{Alt>}{Shift>}p{/Shift}{/Alt}')
  await vi.waitFor(() => expect(overlays()).toBe(0))

  root.render(<PrivacyOverlay isShown />)
  await vi.waitFor(() => expect(overlays()).toBe(1))
  root.unmount()
  await vi.waitFor(() => expect(overlays()).toBe(0))
})
