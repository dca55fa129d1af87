/** A stylesheet: it is imported for its effect, and has no exports. */
export type Exports = Record<never, never>
