/** From when on a person counts as frustrated, by signal; `false` leaves a signal out. */
export interface FrustrationOptions {
  rageClick?: false | Partial<typeof defaultThresholds.rageClick>
  deadClick?: false | Partial<typeof defaultThresholds.deadClick>
  errorClick?: false | Partial<typeof defaultThresholds.errorClick>
  thrashedCursor?: false | Partial<typeof defaultThresholds.thrashedCursor>
  quickBack?: false | Partial<typeof defaultThresholds.quickBack>
  refreshRage?: false | Partial<typeof defaultThresholds.refreshRage>
  formAbandon?: false | Partial<typeof defaultThresholds.formAbandon>
}

/** What the best do: Datadog, PostHog, Sentry and OpenReplay, in this order for the first four. */
export const defaultThresholds = {
  rageClick: {
    /** Clicks in a row, not answered in time. */
    count: 3,
    /** All of them within, ms. */
    withinMs: 1_000,
    /** On one target, or within this distance, CSS pixels. */
    radiusPx: 30,
  },
  deadClick: {
    /** A click is dead when nothing has happened for this long, ms. */
    afterMs: 7_000,
    /** It is slow when the answer took this long, ms. */
    slowAfterMs: 3_000,
  },
  errorClick: {
    /** An error, or a request that fails, began this soon after the click, ms. */
    withinMs: 1_000,
  },
  thrashedCursor: {
    /** Changes of direction along one axis. */
    count: 8,
    withinMs: 2_000,
    /** The way between two of them, CSS pixels. */
    distancePx: 30,
  },
  quickBack: {
    /** Time on the page that was left again, ms. */
    withinMs: 10_000,
  },
  refreshRage: {
    count: 3,
    withinMs: 20_000,
  },
  formAbandon: {
    /** Changed fields of one form. */
    count: 1,
  },
}

export type Thresholds = {
  [K in keyof typeof defaultThresholds]: (typeof defaultThresholds)[K] | null
}

/** @returns null for what is left out. */
export function toThresholds(options: FrustrationOptions): Thresholds {
  const thresholds: Thresholds = { ...defaultThresholds }
  const fill = <K extends keyof Thresholds>(signal: K): void => {
    const { [signal]: own } = options
    thresholds[signal] = own === false ? null : { ...defaultThresholds[signal], ...own }
  }
  let signal: keyof Thresholds
  for (signal in defaultThresholds) fill(signal)
  return thresholds
}
