'use client'

import { Mask, useReplay } from '@playhead/react'
import { type ReactNode, useState } from 'react'
import { Field } from './field'

export function AccountForm(): ReactNode {
  const replay = useReplay()
  const [isCompany, setIsCompany] = useState(false)
  const [savedFor, setSavedFor] = useState('')

  async function save(form: FormData): Promise<void> {
    const response = await fetch('/api/account', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(form)),
    })
    if (!response.ok) return
    const { id } = (await response.json()) as { id: string }
    replay.identify(id, { company: isCompany })
    setSavedFor(String(form.get('name')))
  }

  return (
    <form
      className="form account"
      onSubmit={(event) => {
        event.preventDefault()
        void save(new FormData(event.currentTarget))
      }}
    >
      <fieldset>
        <legend>You</legend>
        <Field label="Full name" name="name" autoComplete="name" required />
        <Field label="E-mail" name="email" type="email" autoComplete="email" required />
        <Field label="Phone" name="phone" type="tel" autoComplete="tel" />
      </fieldset>
      <fieldset>
        <legend>Company</legend>
        <label className="check">
          <input
            type="checkbox"
            checked={isCompany}
            onChange={(event) => setIsCompany(event.target.checked)}
          />
          I buy for a company
        </label>
        <div hidden={!isCompany}>
          <Field label="Company" name="company" autoComplete="organization" required />
          <Field
            label="VAT number"
            name="vat"
            autoComplete="off"
            pattern="[A-Z]{2}[0-9A-Z]{8,12}"
            title="Two letters for the country, then 8 to 12 characters"
            required
          />
        </div>
      </fieldset>
      <button type="submit" className="button">
        Save
      </button>
      <p aria-live="polite">
        {savedFor !== '' && (
          <>
            Saved. Good to have you, <Mask>{savedFor}</Mask>.
          </>
        )}
      </p>
    </form>
  )
}
