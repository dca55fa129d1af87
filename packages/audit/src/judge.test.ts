import { describe, expect, it } from 'vitest'
import type { AuditOptions } from './audit-options.ts'
import { judge, type PlantedIn } from './judge.ts'
import type { Sighting } from './search-segments.ts'

const header: PlantedIn = {
  canary: 'zqheader',
  channel: 'text',
  selector: '#greeting',
  safe: 'main',
  was: 'Hello Ana',
  frame: null,
}
const field: PlantedIn = {
  ...header,
  canary: 'zqfield',
  channel: 'field',
  selector: '#city',
  safe: null,
  was: null,
}

function see(canary: string, foundIn: Sighting['foundIn'], options: AuditOptions = {}) {
  const sighting: Sighting = { canary, encoding: 'plain', foundIn, excerpt: '…' }
  return judge([sighting, sighting], [header, field], options)
}

describe('a canary that was found', () => {
  it('is one finding for its element, with the mark that opened it and what closes it', () => {
    expect(see('zqheader', 'snapshot')).toMatchObject([
      { channel: 'text', safe: 'main', was: 'Hello Ana', allowedBy: null },
    ])
    const sighting = { canary: 'zqheader', encoding: 'plain', excerpt: '…' } as const
    const both = [
      { ...sighting, foundIn: 'click' },
      { ...sighting, foundIn: 'snapshot' },
    ] as const
    expect(judge(both, [header], {})).toMatchObject([{ channel: 'text' }])
    expect(see('zqheader', 'click')).toMatchObject([{ channel: 'interaction', safe: 'main' }])
  })

  it('is the fault of the code that passed it on, whatever mark it is under', () => {
    expect(see('zqfield', 'console')).toMatchObject([{ channel: 'console', source: 'field' }])
    expect(see('zqheader', 'custom', { safeOk: true })).toMatchObject([
      { channel: 'custom', source: 'text', safe: null, was: null, allowedBy: null },
    ])
  })

  it.each([
    ['text', 'text'],
    ['text@#greet*', 'text@#greet*'],
    ['*@main', '*@main'],
    ['field', null],
    ['text@greeting', null],
    ['tex', null],
  ])('passes %s by %s', (rule, allowedBy) => {
    expect(see('zqheader', 'snapshot', { allow: [rule] })).toMatchObject([{ allowedBy }])
  })

  it('passes if every safe mark is meant, and only under one', () => {
    expect(see('zqheader', 'change', { safeOk: true })).toMatchObject([{ allowedBy: 'safe-ok' }])
    expect(see('zqfield', 'change', { safeOk: true })).toMatchObject([{ allowedBy: null }])
  })
})
