import { churn } from './churn.ts'
import { css } from './css.ts'
import { form } from './form.ts'
import { large } from './large.ts'
import { mounts } from './mounts.ts'
import { stream } from './stream.ts'
import type { Workload } from './workload.ts'

export const workloads: Readonly<Record<string, Workload>> = {
  form,
  churn,
  css,
  stream,
  large,
  mounts,
}
