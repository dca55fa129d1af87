import { randomUUID } from 'node:crypto'
import { type Annotation, isSessionId } from '@playhead/protocol'
import type { KnownAnswer } from '../access/known-answer.ts'
import type { Audit } from '../audit/audit.ts'
import { checkOrigin } from '../http/check-origin.ts'
import { readJson } from '../http/read-json.ts'
import { respondJson, respondNothing } from '../http/respond.ts'
import type { Answer } from '../http/route.ts'
import { noSession } from '../query/query-api.ts'
import { ReplayError } from '../replay-error.ts'
import type { ReplayStore } from '../store/replay-store.ts'

const maxTextLength = 4_000

/** `GET api/sessions/{session}/annotations`: `{ annotations }`, by the moment they are about. */
export function listAnnotations(store: ReplayStore): Answer {
  return async (_, { session }) => {
    const annotations = isSessionId(session) ? await store.listAnnotations(session) : null
    if (!annotations) throw noSession()
    return respondJson({ annotations })
  }
}

/** `POST api/sessions/{session}/annotations` with `{ at, text }`: 201 with the annotation. */
export function annotate(store: ReplayStore, audit: Audit): KnownAnswer {
  return async (request, { session }, { actor }) => {
    checkOrigin(request)
    const { at, text } = await readJson(request)
    if (!isSessionId(session) || !(await store.readSession(session))) throw noSession()
    const annotation: Annotation = {
      id: randomUUID(),
      session,
      at: parseAt(at),
      text: parseText(text),
      by: actor,
      createdAt: Date.now(),
    }
    const { id, createdAt } = annotation
    const entry = { at: createdAt, actor, sessions: [session], annotation: id } as const
    await audit({ ...entry, action: 'annotate' })
    const status = await store.addAnnotation(annotation)
    if (status === 'no-session') throw noSession()
    if (status === 'full') {
      throw new ReplayError('annotations_full', 'The session has as many notes as it may have.')
    }
    return respondJson(annotation, 201)
  }
}

/** `DELETE api/sessions/{session}/annotations/{annotation}`: 204. */
export function deleteAnnotation(store: ReplayStore, audit: Audit): KnownAnswer {
  return async (request, { session, annotation }, { actor }) => {
    checkOrigin(request)
    const all = isSessionId(session) ? await store.listAnnotations(session) : null
    const found = all?.find(({ id }) => id === annotation)
    if (!found) throw noAnnotation()
    const { id } = found
    const entry = { at: Date.now(), actor, sessions: [found.session], annotation: id }
    await audit({ ...entry, action: 'delete_annotation' })
    if (!(await store.removeAnnotation(found.session, id))) throw noAnnotation()
    return respondNothing()
  }
}

function parseAt(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value
  throw new ReplayError('invalid_parameter', 'at is the moment, in ms since the Unix epoch.')
}

function parseText(value: unknown): string {
  const text = typeof value === 'string' ? value.trim().toWellFormed() : ''
  if (text !== '' && text.length <= maxTextLength) return text
  throw new ReplayError('invalid_parameter', `text has 1 to ${maxTextLength} characters.`)
}

function noAnnotation(): ReplayError {
  return new ReplayError('not_found', 'There is no such note. Somebody may have deleted it.')
}
