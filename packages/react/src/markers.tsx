import { type ComponentPropsWithRef, createElement, type ElementType, type ReactNode } from 'react'

export type MarkerProps<Element extends ElementType> = { as?: Element } & Omit<
  ComponentPropsWithRef<Element>,
  'as'
>

/**
 * Masks all text inside, even within `RecordSafe`.
 * @param props.as the element to render. Default `span`.
 * @example
 * <RecordSafe>Welcome back, <Mask>{user.name}</Mask></RecordSafe>
 */
export function Mask<Element extends ElementType = 'span'>(props: MarkerProps<Element>): ReactNode {
  return renderMarked('span', { 'data-replay': 'mask' }, props)
}

/**
 * Leaves everything inside out of the recording; an empty box of the same size stands for it.
 * @param props.as the element to render. Default `div`.
 */
export function Block<Element extends ElementType = 'div'>(props: MarkerProps<Element>): ReactNode {
  return renderMarked('div', { 'data-replay': 'block' }, props)
}

/**
 * Records text inside as it is, except what a person enters. Text outside is masked.
 * @param props.as the element to render. Default `div`.
 * @example
 * <RecordSafe as="main">{children}</RecordSafe>
 */
export function RecordSafe<Element extends ElementType = 'div'>(
  props: MarkerProps<Element>,
): ReactNode {
  return renderMarked('div', { 'data-record-safe': '' }, props)
}

function renderMarked(
  fallback: ElementType,
  mark: Record<string, string>,
  { as, ...props }: { as?: ElementType },
): ReactNode {
  return createElement(as ?? fallback, { ...props, ...mark })
}
