import { describe, expect, it } from 'vitest'
import { assertClean, type Finding, type PageReport, toHtml, toReport, toText } from './index.ts'

const finding: Finding = {
  channel: 'console',
  source: 'field',
  foundIn: 'console',
  encoding: 'base64',
  selector: '#city',
  frame: null,
  safe: null,
  was: null,
  excerpt: '"args":["<img src=x onerror=alert(1)>"]',
  advice: 'do not print it',
  allowedBy: null,
}
const clean: PageReport = {
  url: 'http://localhost/?a=1&b=2',
  finalUrl: 'http://localhost/',
  outcome: 'clean',
  recorder: 'own',
  reason: null,
  leaks: [],
  reviewed: [{ ...finding, channel: 'text', source: 'text', was: 'Buy now', allowedBy: 'safe-ok' }],
  misuse: [{ selector: '#typo', problem: 'data-replay="masked" is no marker' }],
  coverage: [
    { channel: 'text', planted: 4, found: 0 },
    { channel: 'meta', planted: 0, found: 0 },
  ],
  blocked: ['fonts.example'],
  notes: [],
}
const leaking: PageReport = { ...clean, outcome: 'leaks', leaks: [finding] }
const failed: PageReport = { ...clean, outcome: 'failed', reason: 'It cannot be loaded.' }
const excluded: PageReport = { ...clean, outcome: 'not-recorded', reason: 'It is excluded.' }

describe('a report', () => {
  it('is clean if nothing leaks and every page was tried', () => {
    expect(toReport([clean, excluded]).isClean).toBe(true)
    for (const page of [leaking, failed]) expect(toReport([clean, page]).isClean).toBe(false)
    expect(toReport([]).isClean).toBe(false)
  })

  it('says as text what leaked, from where, how it was written and what stops it', () => {
    const text = toText(toReport([leaking, failed]))
    for (const words of [
      '✗ console, from what is in fields  #city',
      'recorded (console, in base64)',
      'to stop it: do not print it',
      '! #typo: data-replay="masked" is no marker',
      'could not be tried: It cannot be loaded.',
      '4 canaries in 1 of 2 channels',
      'Not clean: 1 of 2 pages leak, 1 could not be tried.',
    ]) {
      expect(text).toContain(words)
    }
  })

  it('says once what a safe mark opens, however much it is', () => {
    const opened: Finding = {
      ...finding,
      channel: 'text',
      source: 'text',
      safe: 'main',
      was: 'Ana',
    }
    const leaks = [opened, { ...opened, selector: '#street', was: 'Elm 1' }]
    expect(toText(toReport([{ ...leaking, leaks }]))).toContain(
      `2 opened by the safe mark on main
      text  #city  "Ana"
      text  #street  "Elm 1"
      to stop one: do not print it
      to let them pass: --allow '*@main'`,
    )
  })

  it('fails a test with its text, and passes it when clean', () => {
    expect(() => assertClean(toReport([clean]))).not.toThrow()
    expect(() => assertClean(toReport([leaking]))).toThrow(
      expect.objectContaining({ code: 'leaks', message: expect.stringContaining('#city') }),
    )
    expect(() => assertClean(toReport([failed]))).toThrow(
      expect.objectContaining({ code: 'page_failed' }),
    )
  })

  it('is one file of HTML in which nothing of the page comes alive', () => {
    const html = toHtml(toReport([leaking, clean]))
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(html).not.toMatch(/<img|<script|<link|url\(|https?:\/\/(?!localhost)/)
    expect(html).toContain('<time datetime="')
  })
})
