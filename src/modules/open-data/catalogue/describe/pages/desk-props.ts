import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { DatasetDesk } from '../replies.ts'

export interface DeskProps {
  reply: DatasetDesk
  view: View
  form: FormState
}
