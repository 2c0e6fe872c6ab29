import { form } from '#kernel/forms/fields.ts'
import { idInPath } from '../../fields.ts'

export const byDraft = form({ draft: idInPath() })
