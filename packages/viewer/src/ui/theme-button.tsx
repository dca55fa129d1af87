import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { type Theme, useTheme } from './theme.ts'

const icons: Readonly<Record<Theme, IconName>> = { system: 'half', light: 'sun', dark: 'moon' }
const labels: Readonly<Record<Theme, string>> = {
  system: 'as the system',
  light: 'light',
  dark: 'dark',
}

/** Goes through system, light and dark. */
export function ThemeButton(): ReactNode {
  const { theme, next, setTheme } = useTheme()
  const label = `Colours: ${labels[theme]}. Change to ${labels[next]}`
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      onClick={() => setTheme(next)}
    >
      <Icon name={icons[theme]} />
    </button>
  )
}
