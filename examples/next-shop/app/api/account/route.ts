import { createHash } from 'node:crypto'

export async function POST(request: Request): Promise<Response> {
  const { email } = (await request.json()) as { email?: unknown }
  if (typeof email !== 'string' || !email.includes('@')) {
    return Response.json({ message: 'We need an e-mail address.' }, { status: 422 })
  }
  const digest = createHash('sha256').update(email.trim().toLowerCase()).digest('hex')
  return Response.json({ id: `customer-${digest.slice(0, 8)}` })
}
