import type { Detector } from './find.ts'

/** How well-known services begin their keys, so that a hash or a build id is no key. */
const knownKeys =
  /\b(?:[sr]k_(?:live|test)_\w{10,}|A(?:KI|SI)A[A-Z\d]{16}|AIza[\w-]{35}|gh[pousr]_\w{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|xox[abeoprs]-[\w-]{10,}|SG\.[\w-]{16,}\.[\w-]{16,}|npm_\w{36}|sk-[\w-]{20,}|whsec_\w{16,})/g

export const secretDetectors: readonly Detector[] = [
  { name: 'token', pattern: /eyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g },
  { name: 'token', pattern: /\b(?:bearer|basic)\s{1,3}([\w.~+/=-]{8,})/gi },
  { name: 'token', pattern: knownKeys },
  {
    name: 'token',
    pattern:
      /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,10000}?(?:-----END [A-Z ]{0,30}-----|$)/g,
  },
  // `password=…`, `"api_key": "…"`: a name that says it, then its value.
  {
    name: 'secret',
    pattern:
      /(?:api[_-]?key|secret|token|passw(?:or)?d|passphrase|pwd|authorization|cookie|csrf|session_?id)["']?\s{0,2}[:=]\s{0,2}(?!bearer|basic)(?:(?<=["'\s])["']|["'])?([^\s"',;&}[]{4,})/gi,
  },
]
