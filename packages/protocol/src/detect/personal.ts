import type { Detector } from './find.ts'

/** Names of fields whose value is about somebody, as code and forms spell them. */
const field =
  '(?:(?:first|last|middle|maiden|full|given|family|sur|user|customer|patient|holder|contact)[_ -]?name|' +
  'e-?mail|phone(?:[_ -]?number)?|mobile|(?:\\w{1,12}[_ -]?)?address(?:[_ -]?line)?[_-]?\\d?|street|' +
  'post(?:al)?[_ -]?code|zip(?:[_ -]?code)?|date[_ -]?of[_ -]?birth|birth[_ -]?(?:date|day)|dob|' +
  'diagnosis|medication)'

/** Unquoted only where forms write it so: `email: is not valid` is a message. */
export const personalDetectors: readonly Detector[] = [
  {
    name: 'personal',
    pattern: new RegExp(
      `${field}\\\\?["']?\\s{0,2}[:=]\\s{0,2}\\\\?["']([^"'\\\\\\n]{1,200})`,
      'gi',
    ),
  },
  { name: 'personal', pattern: new RegExp(`\\b${field}=([^\\s"',;&}[\\]]{1,100})`, 'gi') },
]
