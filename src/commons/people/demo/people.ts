import type { RoleName } from '#commons/access/permit.ts'
import type { Lang } from '#kernel/i18n/lang.ts'

export interface DemoPerson {
  key: string
  name: string
  lang: Lang
  placeKey: string
  role?: { name: RoleName; placeKey?: string; authority?: string }
  /** What a citizen came for, when it is more than being one: a message `people.demo.<about>`. */
  about?: 'trainer'
}

/** Made-up people: none of them is or is named after an official. */
export const demoPeople: DemoPerson[] = [
  { key: 'maria', name: 'Maria Ciobanu', lang: 'ro', placeKey: 'md-cu-botanica' },
  { key: 'serghei', name: 'Сергей Волков', lang: 'ru', placeKey: 'md-ba' },
  { key: 'ana', name: 'Ana Lungu', lang: 'ro', placeKey: 'md-or' },
  { key: 'victor', name: 'Victor Sandu', lang: 'en', placeKey: 'md-cu-centru', about: 'trainer' },
  {
    key: 'elena',
    name: 'Elena Botezatu',
    lang: 'ro',
    placeKey: 'md-cu-centru',
    role: { name: 'moderator', placeKey: 'md' },
  },
  { key: 'pavel', name: 'Pavel Dodu', lang: 'ro', placeKey: 'md-cu', role: { name: 'moderator', placeKey: 'md-cu' } },
  {
    key: 'doina',
    name: 'Doina Plămădeală',
    lang: 'ro',
    placeKey: 'md-cu',
    role: { name: 'officer', authority: 'primaria-chisinau' },
  },
  {
    key: 'oleg',
    name: 'Олег Кравчук',
    lang: 'ru',
    placeKey: 'md-ba',
    role: { name: 'officer', authority: 'primaria-balti' },
  },
  {
    key: 'irina',
    name: 'Irina Bejan',
    lang: 'ro',
    placeKey: 'md-cu',
    role: { name: 'officer', authority: 'ministerul-educatiei' },
  },
  {
    key: 'tudor',
    name: 'Tudor Vlas',
    lang: 'ro',
    placeKey: 'md-cu',
    role: { name: 'officer', authority: 'ministerul-mediului' },
  },
  {
    key: 'lidia',
    name: 'Lidia Guțu',
    lang: 'ro',
    placeKey: 'md-cu',
    role: { name: 'officer', authority: 'agentia-servicii-publice' },
  },
  {
    key: 'nina',
    name: 'Nina Rotaru',
    lang: 'ro',
    placeKey: 'md-cu',
    role: { name: 'officer', authority: 'ministerul-sanatatii' },
  },
  {
    key: 'marin',
    name: 'Marin Grosu',
    lang: 'ro',
    placeKey: 'md-cu',
    role: { name: 'officer', authority: 'ministerul-infrastructurii' },
  },
  { key: 'radu', name: 'Radu Mocanu', lang: 'ro', placeKey: 'md-cu', role: { name: 'administrator' } },
]

export const addressOf = ({ key }: DemoPerson) => `${key}@demo.example`

/** What `npm start` prints. */
export function tellDemoPeople(tell: (line: string) => void, publicUrl: string): void {
  tell(`Demo people, one click to be any of them: ${publicUrl}/ro/demo/people`)
  for (const { name, role } of demoPeople)
    tell(`  ${name} — ${role ? [role.name, role.placeKey ?? role.authority].filter(Boolean).join(' ') : 'citizen'}`)
}
