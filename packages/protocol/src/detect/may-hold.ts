/*
 * What every match of a default detector has somewhere: enough digits close together, a sign, the
 * beginning of a key, or a word that says what comes next.
 */
const hints = [
  // Numbers of cards, accounts, phones and persons; places; and those of which some digits are letters.
  /(?:\d\D{0,3}){6}|\d\.\d{3}|°|[a-z]{5}\d{4}[a-z]|(?<![a-z\d])[a-z]{2}\d\d(?:[ \u00a0-]?[a-z\d]){11}/,
  /@|%40|\\u0040|[[(]at[\])]/,
  /eyJ|bearer\s|basic\s|PRIVATE KEY|[sr]k[_-]|A[KS]IA|AIza|gh[pousr]_|_pat_|glpat-|xox|SG\.|npm_|whsec_/,
  // A name and its value, as code and forms write them.
  /(?:key|secret|token|passw(?:or)?d|passphrase|pwd|authorization|cookie|csrf|session_?id|name|user|tomer|tient|signee|\b(?:tel|fax)|mail|phone|e[_ -]?number|mobile|address|s[_ -]?line|street|[tlp][_ -]?code|zip|birth|h[_ -]?da(?:te|y)|dob|diagnosis|medication)[_-]?\d?\\?["']?\s{0,2}[:=]/,
  /(?:name|user|tomer|tient|signee|ello|dear),? \S+ \S/,
  /(?:cv[cv]2?|csc|cid|(?:security|card) code|prüfziffer)["':=#\s]{0,9}\d{3}/,
  /\b(?:ssn|social security|tax id|tin|nif|bsn|pesel|nhs|passport|id card|licen[cs]e|steuer-?id|personalausweis|cpf|aadhaar)[.:#=\s"']/,
]
const anyHint = new RegExp(hints.map(({ source }) => source).join('|'), 'i')

/** In digits of another script, or with signs of no width in between. */
const written = /\p{Cf}|(?!\d)\p{Nd}/u

/** Whether the default detectors could find anything in a text: quick to tell, and little code. */
export function mayHoldPersonalData(text: string): boolean {
  return anyHint.test(text) || written.test(text)
}
