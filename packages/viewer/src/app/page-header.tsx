import type { ReactNode } from 'react'
import { ThemeButton } from '../ui/theme-button.tsx'
import { useEnvironment } from './environment.ts'
import { Link } from './link.tsx'
import { toAuditPath, toDataPath, toListPath } from './route.ts'

export interface PageHeaderProps {
  current: 'list' | 'data' | 'audit'
  title: string
  /** What is found and filtered on this page. */
  tools?: ReactNode
  /** Buttons beside the one for colours. */
  actions?: ReactNode
}

/** The head of the pages that are about all sessions, and the way from one to the other. */
export function PageHeader({ current, title, tools, actions }: PageHeaderProps): ReactNode {
  const { basePath, may } = useEnvironment()
  const pages = [
    { name: 'list', label: 'Sessions', href: toListPath(basePath), isOffered: true },
    { name: 'data', label: 'Data', href: toDataPath(basePath), isOffered: true },
    { name: 'audit', label: 'Audit', href: toAuditPath(basePath), isOffered: may('configure') },
  ]
  return (
    <header className="list-header">
      <div className="list-brand">
        <span className="brand-mark" aria-hidden="true" />
        <h1 className="visually-hidden">{title}</h1>
        <nav className="page-nav" aria-label="Pages">
          {pages.map(({ name, label, href, isOffered }) => (
            <Link
              key={name}
              href={href}
              data-offered={isOffered || name === current}
              {...(name === current ? { 'aria-current': 'page' as const } : {})}
            >
              {label}
            </Link>
          ))}
        </nav>
      </div>
      {tools}
      <div className="list-actions">
        {actions}
        <ThemeButton />
      </div>
    </header>
  )
}
