import type { PathParameters } from '../http/route.ts'
import type { Access } from './access.ts'

/** An answer to somebody whom `authorize` has let in. */
export type KnownAnswer = (
  request: Request,
  parameters: PathParameters,
  access: Access,
) => Promise<Response>
