/**
 * Why a segment is closed.
 *
 * - `age`: its first event has waited long enough.
 * - `size`: it is as large as a segment should get.
 * - `snapshot`: it holds a first full snapshot; with that on the server, a session can be watched.
 * - `hidden`: the page is hidden, and a phone may end it without another word.
 * - `manual`: the application asked.
 * - `renew`: a fresh full snapshot follows, with which playback can begin.
 * - `stop`: the recording ends, or goes on in another session.
 *
 * A page exit is not among them: it has no time for a flush and takes `closeNow` instead.
 */
export type FlushReason = 'age' | 'size' | 'snapshot' | 'hidden' | 'manual' | 'renew' | 'stop'
