import { useEffect, useEffectEvent } from 'react'
import { isTakenByTarget } from './is-taken-by-target.ts'

/** By `KeyboardEvent.key`, with `Shift+` before it for named keys such as arrows. */
export type Shortcuts = Readonly<Record<string, () => void>>

/** Listens for keys anywhere in the page, save where they are typed into something. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (isTakenByTarget(event)) return
    const isNamed = event.key.length > 1
    const run = shortcuts[event.shiftKey && isNamed ? `Shift+${event.key}` : event.key]
    if (!run) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => press(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
