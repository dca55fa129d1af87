import { type ComponentProps, type ReactNode, useMemo, useSyncExternalStore } from 'react'

const moved = 'cinema:moved'

/** The page's address; re-renders when it changes. */
export function useAddress(): URL {
  const href = useSyncExternalStore(subscribe, () => location.href)
  return useMemo(() => new URL(href), [href])
}

export function navigate(href: string): void {
  history.pushState(null, '', href)
  dispatchEvent(new Event(moved))
  scrollTo(0, 0)
}

/** A link that changes the page without loading a new one, unless a new tab is asked for. */
export function Link({ href = '/', ...rest }: ComponentProps<'a'>): ReactNode {
  return (
    <a
      href={href}
      {...rest}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        navigate(href)
      }}
    />
  )
}

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener)
  addEventListener(moved, listener)
  return () => {
    removeEventListener('popstate', listener)
    removeEventListener(moved, listener)
  }
}
