/** The next weekday, as the visitor's language has it. */
export function nextDispatch(acceptLanguage: string | null): string {
  const [first = ''] = (acceptLanguage ?? '').split(/[,;]/)
  const language = first === '' || first === '*' ? 'en' : first
  const day = new Date()
  do day.setDate(day.getDate() + 1)
  while (day.getDay() % 6 === 0)
  return day.toLocaleDateString(language, { weekday: 'long' })
}
