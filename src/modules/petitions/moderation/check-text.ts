import { type Finding, findPersonalData, stopsPublication } from '#commons/moderation/find-personal-data.ts'

export interface CheckedFinding extends Finding {
  field: 'title' | 'why'
}

/** What a machine finds in a petition's text, and whether somebody must look before it may be published. */
export function checkText(text: { title: string; why: string }): { findings: CheckedFinding[]; stopped: boolean } {
  const findings = (['title', 'why'] as const).flatMap((field) =>
    findPersonalData(text[field]).map((finding) => ({ ...finding, field })),
  )
  return { findings, stopped: stopsPublication(findings) }
}
