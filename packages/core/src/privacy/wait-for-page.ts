/**
 * An application often changes the address before the page, so what is shown under the new one may still
 * be the excluded page: recording goes on once the page has changed and then kept still for a moment.
 */
const stillMs = 100
/** Nothing may ever change. */
const longestWaitMs = 2_000

/** @returns ends the waiting. */
export function waitForPage(onStill: () => void): () => void {
  let timer = setTimeout(finish, longestWaitMs)
  const deadline = timer
  const observer = new MutationObserver(() => {
    if (timer !== deadline) clearTimeout(timer)
    timer = setTimeout(finish, stillMs)
  })
  observer.observe(document, { childList: true, characterData: true, subtree: true })

  function end(): void {
    observer.disconnect()
    clearTimeout(timer)
    clearTimeout(deadline)
  }
  function finish(): void {
    end()
    onStill()
  }
  return end
}
