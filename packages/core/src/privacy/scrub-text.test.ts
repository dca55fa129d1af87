import { expect, it } from 'vitest'
import { loadDetectors } from './late-detectors.ts'
import { createPolicy } from './policy.ts'
import { scrubText } from './scrub-text.ts'
import { createUrlScrubber } from '@playhead/protocol'

await loadDetectors()

const scrubUrl = createUrlScrubber({ base: () => 'https://shop.test/' })

it.each([
  ['plain text stays', 'plain text stays'],
  ['mail alice.b+c@mail.example.com now', 'mail [mail] now'],
  ['card 4242-4242-4242-4242.', 'card [card].'],
  ['at 1763900000001', 'at 1763900000001'],
  ['Authorization: Bearer abcdef123456', 'Authorization: Bearer [token]'],
  ['iban DE89 3704 0044 0532 0130 00', 'iban [iban]'],
  ['jwt eyJhbGciOiJIUzI1NiJ9.e30.abc', 'jwt [token]'],
  ['GET https://shop.test/x?t=1 failed', 'GET https://shop.test/x?t=* failed'],
  ['at f (https://shop.test/a.js?v=2:10:5)', 'at f (https://shop.test/a.js?v=*:10:5)'],
  ['GET /api/users/nora/orders?x=1 failed', 'GET /api/users/*/orders?x=* failed'],
  ['at f (/srv/app/users.js:10:5)', 'at f (/srv/app/users.js:10:5)'],
  ['and/or 24/11/2026 </div> /x 3 / 4 //', 'and/or 24/11/2026 </div> /x 3 / 4 //'],
  ['at https://shop.test/a.js:10:5', 'at https://shop.test/a.js:10:5'],
])('%s becomes %s', (text, scrubbed) =>
  expect(scrubText(text, { ...createPolicy(), scrubUrl })).toBe(scrubbed),
)
