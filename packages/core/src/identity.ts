export { hashUser } from './identity/hash-user.ts'
export { partialId, partialMail } from './identity/partial.ts'
