import { type ComponentProps, type ReactNode, useId } from 'react'

export function Field({ label, ...input }: { label: string } & ComponentProps<'input'>): ReactNode {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} {...input} />
    </div>
  )
}
