/**
 * A key management service that keeps the master key closed. Playhead makes the master key, has it
 * wrapped once, keeps the wrapped form in the key file, and has that unwrapped once per process.
 *
 * @example
 * const keys: KeyProvider = {
 *   wrap: async (key) => (await kms.encrypt({ KeyId, Plaintext: key })).CiphertextBlob,
 *   unwrap: async (wrapped) => (await kms.decrypt({ KeyId, CiphertextBlob: wrapped })).Plaintext,
 * }
 */
export interface KeyProvider {
  /** @param key 32 bytes. Resolves to what `unwrap` turns into the same bytes again. */
  wrap(key: Uint8Array): Promise<Uint8Array>
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>
}
