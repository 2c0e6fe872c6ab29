import about from '#commons/about/module.ts'
import audit from '#commons/audit/module.ts'
import citations from '#commons/citations/module.ts'
import demo from '#commons/demo/module.ts'
import developers from '#commons/developers/module.ts'
import discussion from '#commons/discussion/module.ts'
import home from '#commons/home/module.ts'
import ledger from '#commons/ledger/module.ts'
import notices from '#commons/notices/module.ts'
import organisations from '#commons/organisations/module.ts'
import people from '#commons/people/module.ts'
import processes from '#commons/processes/module.ts'
import settings from '#commons/settings/module.ts'
import work from '#commons/work/module.ts'
import type { Manifest } from '#kernel/module.ts'
import budgeting from '#modules/budgeting/module.ts'
import openData from '#modules/open-data/module.ts'
import petitions from '#modules/petitions/module.ts'

/** Everything that has a manifest, in order: commons parts with pages, then the rooms. A new room is a folder and a line here. */
export const modules: Manifest[] = [
  home,
  about,
  developers,
  people,
  demo,
  notices,
  petitions,
  processes,
  budgeting,
  openData,
  discussion,
  citations,
  organisations,
  work,
  settings,
  audit,
  ledger,
]
