import { describe, expect, it } from 'vitest'
import { annotateComponents } from './annotate-components.ts'

const annotate = (code: string): string => annotateComponents(code, 'a.tsx')?.code ?? code

describe('a component is written on', () => {
  it.each([
    [
      'the element it returns',
      'function Card() { return <article><h2>x</h2></article> }',
      ['article'],
    ],
    ['an arrow function’s', 'const Card = () => <p />', ['p']],
    ['each that it may return', 'function Card({ a }) { return a ? <b /> : <i>x</i> }', ['b', 'i']],
    ['those of a fragment', 'function Card() { return <><p /><i><u /></i></> }', ['p', 'i']],
    [
      'those of a list',
      'function Card() { return list.map((each) => <li key={each}><b /></li>) }',
      ['li'],
    ],
    [
      'what it puts into other components',
      'const Card = () => <Safe as="div"><p><b /></p></Safe>',
      ['p'],
    ],
    [
      'what it passes to them',
      'const Card = () => <div><Row icon={<svg />} /></div>',
      ['div', 'svg'],
    ],
    [
      'a wrapped one',
      'export const Card = memo(React.forwardRef((props, ref) => <p ref={ref} />))',
      ['p'],
    ],
    ['a class', 'class Card extends Component { render() { return <p><b /></p> } }', ['p']],
    [
      'one with a type',
      'const Card = ((props: Props) => <p {...props} />) satisfies FC<Props>',
      ['p'],
    ],
    ['the default export', 'export default function Card() { return <p /> }', ['p']],
    ['custom elements', 'const Card = () => <my-card />', ['my-card']],
  ])('%s', (_, code, tags) => {
    const written = annotate(code)
    expect([...written.matchAll(/<([\w-]+) data-component="Card"/g)].map(([, tag]) => tag)).toEqual(
      tags,
    )
    expect(written.replaceAll(' data-component="Card"', '')).toBe(code)
  })

  it('by the innermost component that holds it', () => {
    expect(
      annotate('function Outer() { const Inner = () => <b />; return <p><Inner /></p> }'),
    ).toBe(
      'function Outer() { const Inner = () => <b data-component="Inner" />; return <p data-component="Outer"><Inner /></p> }',
    )
  })

  it('before attributes that are passed on, which may say otherwise', () => {
    expect(annotate('const Card = (props) => <p {...props} />')).toBe(
      'const Card = (props) => <p data-component="Card" {...props} />',
    )
  })
})

it.each([
  ['no element', 'const a = 1 < 2'],
  ['elements outside components', 'const page = <p />; function render() { return <p /> }'],
  ['a name of its own', 'const Card = () => <p data-component="Price" />'],
  ['nothing but another component', 'const Card = () => <Row />'],
  ['what nobody clicks', 'const Head = () => <html><head><title>x</title></head></html>'],
  ['a name that the recorder would refuse', 'const Card2024 = () => <p />'],
  ['an error in it', 'const Card = () => <p'],
])('leaves alone what has %s', (_, code) => {
  expect(annotateComponents(code, 'a.tsx')).toBeNull()
})

it('keeps lines and columns in its source map', () => {
  const code = 'const Card = () =>\n  <p>{boom()}</p>'
  const annotated = annotateComponents(code, '/app/card.tsx')
  expect(annotated?.map).toMatchObject({ sources: ['/app/card.tsx'] })
  expect(annotated?.code.split('\n')).toHaveLength(2)
})
