import type { Detector } from './find.ts'

/** Names of fields whose value is about somebody, as code and forms spell them. */
const field =
  '(?:(?:first|last|middle|maiden|full|given|family|sur|user|customer|patient|holder|contact)[_ -]?name|' +
  'e-?mail|phone(?:[_ -]?number)?|mobile|(?:\\w{1,12}[_ -]?)?address(?:[_ -]?line)?[_-]?\\d?|street|' +
  'post(?:al)?[_ -]?code|zip(?:[_ -]?code)?|date[_ -]?of[_ -]?birth|birth[_ -]?(?:date|day)|dob|' +
  'diagnosis|medication)'

/** What may be a thing's name as well, or a role: what stands there is a person's if it is written so. */
const whose =
  '\\b(?:(?:display|legal|nick)?_?[nN]ame|user|customer|patient|recipient|assignee|[hH]ello|[dD]ear)'
/** `Nora Quist`, `J. van Beek`: two words at least, the first and the last with a capital. */
const written = "\\p{Lu}[\\p{L}'’.-]*(?: \\p{L}[\\p{L}'’.-]*){0,3} \\p{Lu}[\\p{L}'’.-]*"

/** Unquoted only where forms write it so: `email: is not valid` is a message. */
export const personalDetectors: readonly Detector[] = [
  {
    name: 'personal',
    pattern: new RegExp(
      `${field}\\\\?["']?\\s{0,2}[:=]\\s{0,2}\\\\?["']([^"'\\\\\\n]{1,200})`,
      'gi',
    ),
  },
  {
    name: 'personal',
    pattern: new RegExp(
      `${whose}(?:\\\\?["']?\\s{0,2}[:=]\\s{0,2}\\\\?["']|,? )(${written})`,
      'gu',
    ),
  },
  // A number needs no sign of being one where its field says so.
  {
    name: 'phone',
    pattern:
      /(?:phone(?:[_ -]?number)?|mobile|\btel|\bfax)\\?["']?\s{0,2}[:=]\s{0,2}\\?["']?(\+?\d(?:[ ().-]{0,2}\d){5,20})/gi,
  },
  { name: 'personal', pattern: new RegExp(`\\b${field}=([^\\s"',;&}[\\]]{1,100})`, 'gi') },
]
