import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'

/** A button that has the receipt sent by mail. @param props.path of the signature, without language */
export function ReceiptMailForm({ path, view, form }: { path: string; view: View; form: FormState }) {
  const { t } = view
  return (
    <Form view={view} action={view.href(`${path}/receipt-mail`)} hidden={{ 'idempotency-key': form.key }}>
      <Button kind="quiet">{t('petitions.signing.receipt-mail.button')}</Button>
      <p class="soft">{t('petitions.signing.receipt-mail.note')}</p>
    </Form>
  )
}
