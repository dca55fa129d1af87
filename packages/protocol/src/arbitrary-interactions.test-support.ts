import fc from 'fast-check'
import {
  type ArbitraryEvents,
  at,
  number,
  count,
  text,
  element,
  elementOrNull,
  named,
  points,
  clickFields,
} from './arbitrary-fields.test-support.ts'
import { frustrationAnswers, frustrationCauses, frustrationKinds } from './index.ts'

/** What a person does. */
export const interactions = {
  click: fc.record({ type: fc.constant('click'), ...clickFields }),
  'double-click': fc.record({ type: fc.constant('double-click'), ...clickFields }),
  touch: fc.record({
    type: fc.constant('touch'),
    at,
    gesture: fc.constantFrom('tap', 'hold', 'move'),
    fingers: count,
    points,
    element,
  }),
  hover: fc.record({ type: fc.constant('hover'), at, durationMs: number, element }),
  focus: fc.record(
    {
      type: fc.constant('focus'),
      at,
      durationMs: number,
      refocuses: count,
      changed: fc.boolean(),
      element,
    },
    { requiredKeys: ['type', 'at', 'durationMs', 'refocuses', 'element'] },
  ),
  selection: fc.record(
    {
      type: fc.constant('selection'),
      at,
      size: fc.constantFrom('short', 'medium', 'long'),
      element,
    },
    { requiredKeys: ['type', 'at', 'element'] },
  ),
  clipboard: fc.record({
    type: fc.constant('clipboard'),
    at,
    action: fc.constantFrom('copy', 'cut', 'paste'),
    element,
  }),
  drag: fc.record({ type: fc.constant('drag'), at, from: elementOrNull, to: elementOrNull }),
  frustration: fc.record(
    {
      type: fc.constant('frustration'),
      at,
      kind: fc.constantFrom(...frustrationKinds),
      element: elementOrNull,
      cause: fc.constantFrom(...frustrationCauses),
      count,
      delayMs: number,
      answeredBy: fc.constantFrom(...frustrationAnswers),
      fields: fc.array(element, { maxLength: 3 }),
      url: text,
      status: count,
    },
    { requiredKeys: ['type', 'at', 'kind', 'element'] },
  ),
  keys: fc.record({ type: fc.constant('keys'), at, count, named, element: elementOrNull }),
  input: fc.record({ type: fc.constant('input'), at, element }),
  scroll: fc.record({
    type: fc.constant('scroll'),
    at,
    x: number,
    y: number,
    depth: number,
    element: elementOrNull,
  }),
  'mouse-path': fc.record({ type: fc.constant('mouse-path'), at, points }),
} satisfies Partial<ArbitraryEvents>
