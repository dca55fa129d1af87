import { useSyncExternalStore } from 'react'

const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'playhead.viewer.theme'
const listeners = new Set<() => void>()

/** Puts the stored choice on the document; `system` leaves it to `prefers-color-scheme`. */
export function applyTheme(): void {
  const theme = readTheme()
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

export function useTheme(): { theme: Theme; next: Theme; setTheme(theme: Theme): void } {
  const theme = useSyncExternalStore(subscribe, readTheme)
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
  return { theme, next, setTheme }
}

function setTheme(theme: Theme): void {
  try {
    localStorage.setItem(key, theme)
  } catch {
    // Storage is closed to this page: the choice cannot be kept.
  }
  applyTheme()
  for (const listener of listeners) listener()
}

function readTheme(): Theme {
  try {
    const stored = localStorage.getItem(key)
    return themes.find((theme) => theme === stored) ?? 'system'
  } catch {
    return 'system'
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
