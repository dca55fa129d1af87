import { setTimeout as wait } from 'node:timers/promises'

const coupons: Record<string, number> = { DUSK10: 10, FIRSTNEST: 15 }

/** What the discount service takes on a bad day, ms. */
const discountServiceMs = 6_000

export async function POST(request: Request): Promise<Response> {
  const { code } = (await request.json()) as { code?: unknown }
  await wait(discountServiceMs)
  const percent = coupons[String(code).trim().toUpperCase()]
  return percent === undefined
    ? Response.json({ message: 'We do not know this code.' }, { status: 404 })
    : Response.json({ percent })
}
