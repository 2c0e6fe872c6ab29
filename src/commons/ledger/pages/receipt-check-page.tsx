import type { ComponentChildren } from 'preact'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Button } from '#ui/components/Button.tsx'
import '#ui/components/custom-elements.ts'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { ReceiptChecked, ReceiptCheckPage as Reply } from '../replies.ts'

/** A form that works everywhere; with scripts a file is checked in the browser alone. */
export function ReceiptCheckPage({ reply, view, form }: { reply: Reply; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Frame view={view}>
      <Heading title={t('ledger.check.title')} lead={t('ledger.check.lead')} />
      {reply.vkey && (
        <punte-receipt
          vkey={reply.vkey}
          label={t('ledger.check.file')}
          good={t('ledger.check.good')}
          bad={t('ledger.check.bad')}
          unreadable={t('ledger.check.unreadable')}
        />
      )}
      <Form view={view} action={view.href('/ledger/receipt-check')} errors={errors}>
        <TextArea
          view={view}
          name="receipt"
          label={t('ledger.check.text')}
          hint={t('ledger.check.text.hint')}
          error={errors?.receipt}
          value={typed(form, 'receipt')}
          rows={8}
        />
        <Button>{t('ledger.check.button')}</Button>
      </Form>
      <WhatItProves view={view} />
    </Frame>
  )
}

/** What the check found, in plain words. */
export function ReceiptCheckedPage({ reply, view }: { reply: ReceiptChecked; view: View }) {
  const { t } = view
  return (
    <Frame view={view}>
      <Heading title={t('ledger.check.title')} />
      {reply.good ? (
        <Notice kind="success" title={t('ledger.check.good')}>
          <p>
            {t('ledger.check.found', { index: reply.index ?? 0, size: reply.size ?? 0 })} {reply.says}
            {reply.day && `, ${view.date(reply.day)}`}.
          </p>
          <p>
            {reply.witnesses.length > 0
              ? t('ledger.check.witnessed', { names: view.list(reply.witnesses) })
              : t('ledger.check.unwitnessed')}
          </p>
          <p>
            <code class="entry">{reply.entry}</code>
          </p>
        </Notice>
      ) : (
        <Notice kind="danger" title={t('ledger.check.bad')}>
          <p>
            {t('ledger.check.bad.next')} <code>{reply.reason}</code>
          </p>
        </Notice>
      )}
      <WhatItProves view={view} />
      <p>
        <a href={view.href('/ledger/receipt-check')}>{t('ledger.check.another')}</a>
      </p>
    </Frame>
  )
}

function Frame({ view, children }: { view: View; children: ComponentChildren }) {
  return (
    <Page view={view} title={view.t('ledger.check.title')} noindex>
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/ledger', label: view.t('ledger.title') }]} />
        <Measure>{children}</Measure>
      </Wrap>
    </Page>
  )
}

function WhatItProves({ view: { t } }: { view: View }) {
  return (
    <ul class="points">
      <li>{t('ledger.check.proves')}</li>
      <li>{t('ledger.check.not-who')}</li>
      <li>{t('ledger.check.not-later')}</li>
      <li>{t('ledger.check.who-checks')}</li>
    </ul>
  )
}
