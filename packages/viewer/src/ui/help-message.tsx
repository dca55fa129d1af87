import type { ReactNode } from 'react'

export interface HelpMessageProps {
  title: string
  tone?: 'plain' | 'error'
  children: ReactNode
}

/** What stands where there is nothing to show: why that is, and what to do about it. */
export function HelpMessage({ title, tone = 'plain', children }: HelpMessageProps): ReactNode {
  return (
    <section
      className="help-message"
      data-tone={tone}
      {...(tone === 'error' ? { role: 'alert' } : {})}
    >
      <h2>{title}</h2>
      {children}
    </section>
  )
}
