import { RecordSafe } from '@playhead/react'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { AccountForm } from '../../components/account-form'

export const metadata: Metadata = { title: 'Account' }

export default function AccountPage(): ReactNode {
  return (
    <RecordSafe as="main" className="page narrow">
      <h1>Your account</h1>
      <p className="lead">So that the next order takes one minute, not five.</p>
      <AccountForm />
    </RecordSafe>
  )
}
