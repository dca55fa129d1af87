/** What somebody may do with recordings. More may come; treat an unknown one as not given. */
export type Right =
  /** See which sessions there are. */
  | 'list'
  /** See what is in a session: its pages, its timeline, its segments. */
  | 'watch'
  /** Write notes on moments of a session, and delete them. */
  | 'annotate'
  /** Make links that let whoever holds one watch a session, list them and revoke them. */
  | 'share'
  /** Take a copy of sessions away: the archive of a person's data. */
  | 'export'
  /** Delete sessions for good. */
  | 'erase'
  /** Place and lift legal holds, read the audit log. */
  | 'configure'

/** Who asks, and what they may do. */
export interface Access {
  /** Names the person in the audit trail: an e-mail address or a user id. */
  actor: string
  can: readonly Right[]
}

/**
 * Decides who may see recordings. It is asked for every request except ingest and the two scripts;
 * ingest is open to every visitor by nature.
 *
 * @returns who asks and what they may do, or null if they may do nothing. Throwing denies too, with 500.
 * @example
 * authorize: async (request) => {
 *   const user = await readUser(request.headers.get('cookie'))
 *   return user?.isStaff ? { actor: user.email, can: ['list', 'watch'] } : null
 * }
 */
export type Authorize = (request: Request) => Promise<Access | null> | Access | null
