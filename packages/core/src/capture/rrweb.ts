/**
 * rrweb's recorder. Every build of ours, and every test, replaces this module's source by a trimmed one:
 * see build/trim-rrweb.ts for what is cut, and docs/decisions/010-trimmed-rrweb.md for why.
 */
export { record } from '@rrweb/record'
