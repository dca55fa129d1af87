/** How long one slice of a long piece of work may take, ms: a frame has 16. */
const sliceMs = 10

/**
 * Does a long piece of work in slices, so that the page stays alive and the work can be given up.
 *
 * @param step does a little; false once all is done.
 * @throws the signal's reason.
 */
export async function doInSlices(
  step: () => boolean,
  signal: AbortSignal,
  onSlice: () => void,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const until = performance.now() + sliceMs
    while (performance.now() < until) if (!step()) return
    onSlice()
    await nextTask()
  }
}

/** Lets input and painting in. Timers would wait 4 ms each time (HTML, timer initialization steps). */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}
