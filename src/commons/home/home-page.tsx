import type { View } from '#kernel/i18n/view.ts'
import { BigNumber, Numbers } from '#ui/components/BigNumber.tsx'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { Card, CardGrid } from '#ui/components/Card.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Band, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Progress } from '#ui/components/Progress.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { otherLang } from '#ui/other-lang.ts'
import type { HomeView } from './module.ts'
import type { HomeCard } from './offer.ts'

/** What can I do here, what is going on, what did it change, how does it work: within the first screen as far as it goes. */
export function HomePage({ reply, view }: { reply: HomeView; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('home.title')} description={t('home.lead')}>
      <Band>
        <Heading title={t('home.title')} lead={t('home.lead')} />
        <SearchForm reply={reply} view={view} />
        <Actions>
          {reply.acts.map(({ path, label }) => (
            <ButtonLink key={path} kind="quiet" href={view.href(path)}>
              {label}
            </ButtonLink>
          ))}
        </Actions>
      </Band>
      <Wrap>
        <div class="stack-wide">
          {reply.offers
            .filter(({ cards }) => cards.length > 0)
            .map((offer) => (
              <Section key={offer.name} id={offer.name} title={offer.title}>
                <CardGrid>
                  {offer.cards.map((card) => (
                    <OfferCard key={card.path} card={card} view={view} />
                  ))}
                </CardGrid>
                <p>
                  <a href={view.href(offer.more.path)}>{offer.more.label}</a>
                </p>
              </Section>
            ))}
          <Figures reply={reply} view={view} />
          <HowItWorks view={view} />
        </div>
      </Wrap>
    </Page>
  )
}

/** What is going on near me, without asking where the reader is: the place is chosen, and only the address keeps it. */
function SearchForm({ reply, view }: { reply: HomeView; view: View }) {
  const { t } = view
  return (
    <FilterForm
      view={view}
      action={view.href('/petitions')}
      label={t('home.search.button')}
      submit={t('home.search.button')}
      inline
    >
      <TextField view={view} type="search" name="q" label={t('home.search')} inSearch />
      <Select
        view={view}
        name="place"
        label={t('home.search.place')}
        inSearch
        empty={t('home.search.anywhere')}
        options={reply.units.map(({ key, name }) => ({ value: key, label: name }))}
      />
    </FilterForm>
  )
}

function OfferCard({ card, view }: { card: HomeCard; view: View }) {
  return (
    <Card
      title={card.title}
      href={view.href(card.path)}
      lang={otherLang(card.lang, view)}
      state={<Pill tone={card.tone}>{card.state}</Pill>}
      meta={card.meta}
    >
      {card.progress && <Progress view={view} {...card.progress} />}
    </Card>
  )
}

function Figures({ reply, view }: { reply: HomeView; view: View }) {
  if (reply.figures.length === 0) return null
  return (
    <Section id="figures" title={view.t('home.figures')}>
      <Numbers>
        {reply.figures.map(({ value, unit, of, path }) => (
          <BigNumber
            key={of}
            view={view}
            value={value}
            unit={unit ?? undefined}
            of={<a href={view.href(path)}>{of}</a>}
          />
        ))}
      </Numbers>
    </Section>
  )
}

function HowItWorks({ view }: { view: View }) {
  const { t } = view
  return (
    <Section id="how" title={t('home.how')}>
      <ol class="ways">
        <li>
          <h3>{t('home.how.sign')}</h3>
          <p>{t('home.how.sign.text')}</p>
        </li>
        <li>
          <h3>{t('home.how.confirm')}</h3>
          <p>{t('home.how.confirm.text')}</p>
        </li>
        <li>
          <h3>{t('home.how.follow')}</h3>
          <p>{t('home.how.follow.text')}</p>
        </li>
      </ol>
      <p>
        <a href={view.href('/about')}>{t('home.how.more')}</a>
      </p>
    </Section>
  )
}
