import type { DemoFile } from './file.ts'
import { cities } from './files/cities.ts'
import { country } from './files/country.ts'
import { environment } from './files/environment.ts'
import { first } from './files/first.ts'

/** What institutions have: exports of old programs, workbooks made to be printed, and clean files. All numbers are made up. */
export const demoFiles: DemoFile[] = [...first, ...cities, ...country, ...environment]

/** What lies on other sites, and is only named here. */
export const demoLinks = [
  {
    dataset: 'paduri',
    by: 'tudor',
    daysAgo: 299,
    title: { ro: 'Hărți pe alt site', ru: 'Карты на другом сайте', en: 'Maps on another site' },
    url: 'https://example.md/paduri/harti.pdf',
    format: 'PDF',
  },
] as const
