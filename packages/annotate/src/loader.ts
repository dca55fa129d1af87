import { annotateComponents } from './annotate-components.ts'

/** What webpack and Turbopack hand to a loader, as far as this one needs it. */
export interface LoaderContext {
  resourcePath: string
  callback(error: null, code: string, map?: object | string): void
}

function toLoader(annotate: typeof annotateComponents) {
  return function (this: LoaderContext, code: string): void {
    const annotated = annotate(code, this.resourcePath)
    this.callback(null, annotated?.code ?? code, annotated?.map)
  }
}

/**
 * Names components in what Next builds; `withPlayhead(config, { annotateComponents: true })` of
 * `@playhead/next` puts it in.
 */
const annotateLoader = toLoader(annotateComponents)

export default annotateLoader
