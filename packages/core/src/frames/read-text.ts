import { maskTextNode } from '../privacy/mask-node.ts'
import { maskValue } from '../privacy/mask-text.ts'
import type { FrameRules } from './frame-rules.ts'

export function readText(value: unknown, parentTag: string, rules: FrameRules): string {
  return maskTextNode(String(value ?? ''), rules.level, parentTag, rules)
}

/** What a field shows. */
export function readValue(value: unknown, { level, takeOut }: FrameRules): string {
  const text = String(value ?? '').slice(0, 65_536)
  return level === 'safe' ? takeOut(text) : maskValue(text)
}
