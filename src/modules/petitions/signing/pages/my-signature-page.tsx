import { PlaceField } from '#commons/places/place-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, ticked, typed } from '#ui/form-state.ts'
import type { MySignatureView } from '../replies.ts'
import { OutcomePill, OwnSignature } from './own-signature.tsx'

interface Props {
  reply: MySignatureView
  view: View
  form: FormState
}

/** Whether this account signed the petition; if not, the button that does. */
export function MySignaturePage({ reply, view, form }: Props) {
  const { t } = view
  const { petition, signature } = reply
  const path = `/petitions/${petition.number}-${petition.slug}`
  return (
    <ColumnPage
      view={view}
      title={t('petitions.sign.page-title', { title: petition.title })}
      heading={t(signature ? 'petitions.signing.mine.signed' : 'petitions.sign.title')}
      noindex
      crumbs={[
        { path: '/petitions', label: t('petitions.nav') },
        { path, label: petition.title },
      ]}
      state={signature && <OutcomePill signature={signature} view={view} />}
      lead={<span lang={petition.lang}>{petition.title}</span>}
      close
    >
      {signature && <OwnSignature signature={signature} view={view} form={form} />}
      {reply.maySign && !signature && <OwnForm reply={reply} view={view} form={form} />}
      {reply.maySign && signature && (
        <Section
          id="stronger"
          title={t('petitions.signing.stronger')}
          note={t('petitions.signing.stronger.note', { level: t(`petitions.level.${reply.level}`) })}
        >
          <OwnForm reply={reply} view={view} form={form} />
        </Section>
      )}
      {!reply.takesSignatures && <p>{t('petitions.sign.over')}</p>}
      <p>
        <a href={view.href('/account/signatures')}>{t('petitions.signing.mine')}</a>
      </p>
      <ButtonLink href={view.href(path)} kind="quiet">
        {t('petitions.receipt.back')}
      </ButtonLink>
    </ColumnPage>
  )
}

function OwnForm({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const { signature, petition } = reply
  return (
    <Form view={view} action={view.href(`/petitions/${petition.number}/my-signature`)} errors={errors}>
      <TextField
        view={view}
        name="name"
        label={t('petitions.name')}
        error={errors?.name}
        value={typed(form, 'name', signature?.name ?? reply.name ?? '')}
        autocomplete="name"
      />
      <PlaceField
        view={view}
        name="place"
        label={t('petitions.place')}
        hint={t('petitions.place.hint')}
        error={errors?.place}
        value={typed(form, 'place', reply.place ?? '')}
        form={form}
        places={reply.places}
      />
      <Checkbox
        view={view}
        name="showName"
        label={t('petitions.show-name')}
        checked={ticked(form, 'showName', signature?.showName)}
      />
      <Checkbox
        view={view}
        name="wantsNews"
        label={t('petitions.wants-news')}
        checked={ticked(form, 'wantsNews', signature?.wantsNews)}
      />
      <p class="soft">{t('petitions.signing.level-now', { level: t(`petitions.level.${reply.level}`) })}</p>
      <Button wide>{t('petitions.sign.button')}</Button>
    </Form>
  )
}
