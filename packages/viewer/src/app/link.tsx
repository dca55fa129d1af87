import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { navigate } from './history.ts'

/** A link within the viewer. With a modifier or another button it does what every link does. */
export function Link({ href, ...props }: ComponentProps<'a'> & { href: string }): ReactNode {
  function follow(event: MouseEvent): void {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return
    event.preventDefault()
    navigate(href)
  }
  return <a {...props} href={href} onClick={follow} />
}
