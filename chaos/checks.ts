import type { Check } from './checks/check.ts'
import { consistent } from './checks/consistent.ts'
import { contiguous } from './checks/contiguous.ts'
import { counts } from './checks/counts.ts'
import { failAbsent } from './checks/fail-absent.ts'
import { jobsRun } from './checks/jobs-run.ts'
import { nothingElse } from './checks/nothing-else.ts'
import { okOnce } from './checks/ok-once.ts'
import { provable } from './checks/provable.ts'
import { published } from './checks/published.ts'
import { unknownWhole } from './checks/unknown-whole.ts'
import { verifier } from './checks/verifier.ts'

export const checks: Check[] = [
  okOnce,
  failAbsent,
  unknownWhole,
  nothingElse,
  contiguous,
  jobsRun,
  counts,
  published,
  consistent,
  provable,
  verifier,
]
