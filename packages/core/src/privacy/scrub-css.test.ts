import { describe, expect, it } from 'vitest'
import { scrubInlineStyle, scrubStylesheet } from './scrub-css.ts'
import { createUrlScrubber } from '@playhead/protocol'

const scrubUrl = createUrlScrubber({ base: () => 'https://shop.test/' })

describe('a stylesheet', () => {
  it.each([
    ['a{b:url(/x.png?t=1)}', 'a{b:url("https://shop.test/x.png?t=*")}'],
    [`a{b:url('/x.png?t=1') no-repeat}`, 'a{b:url("https://shop.test/x.png?t=*") no-repeat}'],
    ['a{b:URL( "/x.png#f" )}', 'a{b:url("https://shop.test/x.png")}'],
    ['@import "/more.css?t=1";', '@import "https://shop.test/more.css?t=*";'],
    ['a{b:url(data:image/png;base64,AA==)}', 'a{b:url("data:image/png;base64,AA==")}'],
    ['a{fill:url(#gradient)}', 'a{fill:url("#gradient")}'],
    ['a{color:red}', 'a{color:red}'],
  ])('%s becomes %s', (css, scrubbed) => {
    expect(scrubStylesheet(css, scrubUrl)).toBe(scrubbed)
    expect(scrubStylesheet(scrubbed, scrubUrl)).toBe(scrubbed)
  })
})

describe('an inline style', () => {
  it.each([
    ['width: 10px', 'width: 10px'],
    ['background: url(data:image/png;base64,AA==)', 'background: none'],
    [`background: url("blob:https://shop.test/1")`, 'background: none'],
    [`--name: 'Alice'; color: red`, '--name: ""; color: red'],
    [`font-family: "Open Sans"`, `font-family: "Open Sans"`],
  ])('%s becomes %s', (css, scrubbed) => expect(scrubInlineStyle(css, scrubUrl)).toBe(scrubbed))
})
