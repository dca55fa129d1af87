import { type Annotated, annotateComponents } from './annotate-components.ts'

/** What Vite and Rollup want of a plugin, as far as this one has it. */
export interface AnnotatePlugin {
  name: string
  enforce: 'pre'
  apply: 'build'
  transform(code: string, id: string): Annotated | null
}

/**
 * Names components in what Vite builds. In development it does nothing: there React itself knows them.
 *
 * @example
 * // vite.config.ts
 * export default defineConfig({ plugins: [annotateComponents(), react()] })
 */
function plugin(): AnnotatePlugin {
  return {
    name: 'playhead:annotate-components',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      const [path = ''] = id.split('?')
      const isOwn = /\.[jt]sx$/.test(path) && !path.includes('/node_modules/')
      return isOwn ? annotateComponents(code, path) : null
    },
  }
}

export { plugin as annotateComponents }
