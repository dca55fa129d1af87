/** The parts of a path that a route names, as they stand in the URL: nothing is decoded. */
export type PathParameters = Readonly<Record<string, string>>

export type Answer = (request: Request, parameters: PathParameters) => Promise<Response>

export interface Route {
  method: 'GET' | 'POST' | 'DELETE'
  /** Below the base path. `:name` stands for one part, a final `*` for the rest (named `*`). */
  path: string
  answer: Answer
  /** Pages of `allowedOrigins` may call it and read the answer. Default: only pages of this origin. */
  isShared?: boolean
}

/** The parameters of `path` if it is one that `pattern` describes, else null. */
export function matchPath(pattern: string, path: string): PathParameters | null {
  const wanted = split(pattern)
  const parts = split(path)
  const parameters: Record<string, string> = {}
  for (const [index, name] of wanted.entries()) {
    const part = parts[index]
    if (part === undefined || part === '') return null
    if (name === '*') return { ...parameters, '*': parts.slice(index).join('/') }
    if (name.startsWith(':')) parameters[name.slice(1)] = part
    else if (name !== part) return null
  }
  return parts.length === wanted.length ? parameters : null
}

/** `/a/b` and `/a/b/` are the same; `/a//b` is neither. */
function split(path: string): string[] {
  const trimmed = path.replace(/^\//, '').replace(/\/$/, '')
  return trimmed === '' ? [] : trimmed.split('/')
}
