import { uploads } from '#kernel/files/uploads-field.ts'
import { checkbox, checked, choice, day, type FormValue, form, integer, optional, text } from '#kernel/forms/fields.ts'
import { id, idInPath, numberInPath } from '#kernel/forms/path-fields.ts'
import { amount } from '../money-field.ts'
import { byProject, projectNumber } from '../vote/fields.ts'
import { MAX_PICTURE_BYTES } from './keep-picture.ts'
import { causes, moments, outcomes, steps } from './project.ts'
import { fallbacks } from './rule.ts'

export { byProject }
export const byNumber = form({ number: numberInPath() })
export const byMilestone = form({ number: numberInPath(), project: projectNumber(), milestone: idInPath() })
export const byLine = form({ number: numberInPath(), project: projectNumber(), line: idInPath() })
export const byPicture = form({ number: numberInPath(), project: projectNumber(), picture: idInPath() })

const said = (max = 2_000) => text({ max, min: 20, lines: true })
const short = () => text({ max: 120, min: 3 })

export const ruleForm = form({
  overCostPercent: integer({ min: 0, max: 100 }),
  topUp: checkbox(),
  fallback: choice(fallbacks),
})

export const ownerForm = form({ organisation: id(), office: short(), mine: checkbox() })
export const stepForm = form({
  step: choice(steps),
  on: day(),
  warrantyUntil: optional(day()),
  warrantyNote: optional(text({ max: 1_000, min: 5, lines: true })),
})
export const milestoneForm = form({ title: short(), plannedOn: day() })
export const milestoneChangeForm = form({
  plannedOn: day(),
  doneOn: optional(day()),
  reason: optional(text({ max: 500, min: 10, lines: true })),
})

/** An address that a browser opens and that runs nothing. */
const link = checked(text({ max: 500 }), (value) =>
  /^https?:\/\//.test(value) && URL.canParse(value) ? null : { key: 'budgeting.delivery.not-link' },
)

const contractFields = ['supplier', 'contractNumber', 'contractOn'] as const

export const lineForm = form(
  {
    what: short(),
    planned: amount(),
    contracted: optional(amount({ min: 1 })),
    paid: optional(amount()),
    supplier: optional(text({ max: 200, min: 2 })),
    contractNumber: optional(text({ max: 80 })),
    contractOn: optional(day()),
    contractUrl: optional(link),
    ocid: optional(text({ max: 100, pattern: /^[\w.:/-]+$/, wrong: 'budgeting.delivery.not-ocid' })),
  },
  (line) => {
    if (line.contracted === null) {
      const first = [...contractFields, 'contractUrl' as const, 'ocid' as const].find((name) => line[name] !== null)
      if (first || (line.paid ?? 0) > 0)
        return [{ field: 'contracted', text: { key: 'budgeting.delivery.contract.sum-missing' } }]
      return []
    }
    return [
      ...contractFields
        .filter((name) => line[name] === null)
        .map((field) => ({ field, text: { key: 'budgeting.delivery.contract.missing' } as const })),
      ...((line.paid ?? 0) > line.contracted
        ? [{ field: 'paid', text: { key: 'budgeting.delivery.paid-over' } as const }]
        : []),
    ]
  },
)
export type LineForm = FormValue<(typeof lineForm)['fields']>

export const pictureForm = form({
  file: uploads({ max: 1, maxBytes: MAX_PICTURE_BYTES }),
  moment: choice(moments),
  takenOn: day(),
  description: text({ max: 200, min: 5 }),
})
export const scopeForm = form({ what: said(), reason: said() })
export const scopeEndForm = form({ outcome: choice(['in-force', 'withdrawn']) })
export const statementForm = form({ text: said() })
export const decisionForm = form({
  cause: choice(causes),
  outcome: choice(outcomes),
  reason: said(),
  decision: text({ max: 60 }),
  decidedOn: day(),
  amount: optional(amount({ min: 1 })),
})
export const answerForm = form({
  done: choice(['yes', 'no']),
  comment: optional(text({ max: 1_000, min: 3, lines: true })),
})
