/** Whether a key belongs to the field or control it was pressed in, and not to a shortcut. */
export function isTakenByTarget(event: KeyboardEvent): boolean {
  const { target, key } = event
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('dialog, input, select, textarea, [contenteditable]')) return true
  // Space and Enter press what has the focus.
  return (key === ' ' || key === 'Enter') && target.closest('a, button, summary') !== null
}
