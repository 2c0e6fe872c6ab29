import Type from 'typebox'
import type { View } from '#kernel/i18n/view.ts'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import type { Operator } from './operator.ts'

const Said = Type.Union([Type.String(), Type.Null()])
export const ContactView = Type.Object({ name: Said, address: Said, email: Said, phone: Said, dataContact: Said })

/** Who runs this installation; what is not known is said to be so, because somebody answers for the data here. */
export function ContactPage({ reply, view }: { reply: Operator; view: View }) {
  const { t } = view
  const { name, address, email, phone, dataContact } = reply
  const answers = [
    { question: t('about.contact.name'), answer: name },
    { question: t('about.contact.address'), answer: address },
    { question: t('about.contact.email'), answer: email && <a href={`mailto:${email}`}>{email}</a> },
    {
      question: t('about.contact.phone'),
      answer: phone && <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>{phone}</a>,
    },
    { question: t('about.contact.data'), answer: dataContact },
  ]
  const known = answers.some(({ answer }) => answer)
  return (
    <Page view={view} title={t('about.contact.title')} description={t('about.contact.lead')}>
      <Wrap>
        <Measure>
          <Heading title={t('about.contact.title')} lead={t('about.contact.lead')} />
          {known ? (
            <SummaryList
              view={view}
              rows={answers.map(({ question, answer }) => ({
                question,
                answer: answer ?? t('about.contact.not-said'),
              }))}
            />
          ) : (
            <Notice kind="warning" title={t('about.contact.none')}>
              <p>{t('about.contact.none.text')}</p>
            </Notice>
          )}
          {known && <p>{t('about.contact.not-petition')}</p>}
        </Measure>
      </Wrap>
    </Page>
  )
}
