import { permit } from '#commons/access/permit.ts'
import { noFields } from '#kernel/forms/fields.ts'
import { action, page, resource } from '#kernel/http/endpoint.ts'
import { whileDatasetsStand } from '../catalogue/kept-while.ts'
import { countryCsv, countryJson, inventoryCsv, inventoryJson } from './download-inventory.ts'
import {
  byHolding,
  byNumber,
  bySlug,
  countryQuery,
  deskQuery,
  heldForm,
  importForm,
  newHeldForm,
  publicQuery,
} from './fields.ts'
import { importInventory } from './import-inventory.ts'
import { changeHolding, removeHolding, writeHolding } from './keep-holding.ts'
import { CountryPage } from './pages/country-page.tsx'
import { HoldingDeskPage } from './pages/holding-desk-page.tsx'
import { HoldingPage } from './pages/holding-page.tsx'
import { ImportPage } from './pages/import-page.tsx'
import { InventoryDeskPage } from './pages/inventory-desk-page.tsx'
import { InventoryPage } from './pages/inventory-page.tsx'
import { keepInventory } from './permissions.ts'
import {
  CountryInventory,
  HoldingDesk,
  HoldingRef,
  HoldingView,
  ImportDesk,
  InventoryDesk,
  InventoryImported,
  InventoryView,
} from './replies.ts'
import { showCountryInventory } from './show-country.ts'
import { showHoldingDesk, showImport, showInventoryDesk, showNewHolding } from './show-desk.ts'
import { showHolding, showInventory } from './show-inventory.ts'

const PUBLIC = '/data/institutions/:slug/inventory'
const COUNTRY = '/data/inventory'
const DESK = '/work/data-inventory'
const done = () => DESK

const showAll = page({
  name: 'showDataInventory',
  path: PUBLIC,
  params: bySlug,
  query: publicQuery,
  reply: InventoryView,
  load: showInventory,
  html: (reply, view) => InventoryPage({ reply, view }),
  keptWhile: () => whileDatasetsStand(),
})

const showOne = page({
  name: 'showDataHolding',
  path: `${PUBLIC}/:number`,
  params: byNumber,
  reply: HoldingView,
  load: showHolding,
  html: (reply, view) => HoldingPage({ reply, view }),
  keptWhile: () => whileDatasetsStand(),
  unlisted: true,
})

const csv = resource({
  name: 'downloadDataInventoryCsv',
  path: '/data/institutions/:slug/inventory.csv',
  params: bySlug,
  contentType: 'text/csv; charset=utf-8',
  canWait: true,
  load: inventoryCsv,
})

const json = resource({
  name: 'downloadDataInventoryJson',
  path: '/data/institutions/:slug/inventory.json',
  params: bySlug,
  contentType: 'application/json; charset=utf-8',
  canWait: true,
  load: inventoryJson,
})

const country = page({
  name: 'showCountryInventory',
  path: COUNTRY,
  query: countryQuery,
  reply: CountryInventory,
  load: (ctx, _params, query) => showCountryInventory(ctx, query),
  html: (reply, view) => CountryPage({ reply, view }),
  keptWhile: () => whileDatasetsStand(),
})

const wholeCsv = resource({
  name: 'downloadCountryInventoryCsv',
  path: `${COUNTRY}.csv`,
  contentType: 'text/csv; charset=utf-8',
  canWait: true,
  load: countryCsv,
})

const wholeJson = resource({
  name: 'downloadCountryInventoryJson',
  path: `${COUNTRY}.json`,
  contentType: 'application/json; charset=utf-8',
  canWait: true,
  load: countryJson,
})

const showDesk = page({
  name: 'showInventoryForWork',
  path: DESK,
  query: deskQuery,
  audience: 'personal',
  reply: InventoryDesk,
  load: showInventoryDesk,
  html: (reply, view) => InventoryDeskPage({ reply, view }),
  unlisted: true,
})

const showNew = page({
  name: 'showNewHolding',
  path: `${DESK}/new`,
  audience: 'personal',
  reply: HoldingDesk,
  load: showNewHolding,
  html: (reply, view, form) => HoldingDeskPage({ reply, view, form }),
  unlisted: true,
})

const postNew = action({
  name: 'addHolding',
  path: `${DESK}/new`,
  audience: 'personal',
  body: newHeldForm,
  repeat: 'key',
  status: 201,
  reply: HoldingRef,
  run: (ctx, _params, body) => writeHolding(ctx, body),
  form: showNew,
  done,
})

const showItsImport = page({
  name: 'showInventoryImport',
  path: `${DESK}/import`,
  audience: 'personal',
  reply: ImportDesk,
  load: showImport,
  html: (reply, view, form) => ImportPage({ reply, view, form }),
  unlisted: true,
})

const postImport = action({
  name: 'importInventory',
  path: `${DESK}/import`,
  audience: 'personal',
  body: importForm,
  multipart: true,
  admit: async (ctx) => void permit(ctx, keepInventory),
  reply: InventoryImported,
  run: (ctx, _params, body) => importInventory(ctx, body),
  form: showItsImport,
  done: ({ added, changed, same }) => `${DESK}?added=${added}&changed=${changed}&same=${same}`,
})

const showItsDesk = page({
  name: 'showHoldingForWork',
  path: `${DESK}/:holding`,
  params: byHolding,
  audience: 'personal',
  reply: HoldingDesk,
  load: showHoldingDesk,
  html: (reply, view, form) => HoldingDeskPage({ reply, view, form }),
  unlisted: true,
})

const change = action({
  name: 'changeHolding',
  path: `${DESK}/:holding`,
  params: byHolding,
  audience: 'personal',
  body: heldForm,
  reply: HoldingRef,
  async run(ctx, ref, body) {
    await changeHolding(ctx, ref, body)
    return ref
  },
  form: showItsDesk,
  done,
})

const remove = action({
  name: 'removeHolding',
  path: `${DESK}/:holding/removal`,
  params: byHolding,
  audience: 'personal',
  body: noFields,
  reply: HoldingRef,
  async run(ctx, ref) {
    await removeHolding(ctx, ref)
    return ref
  },
  form: showItsDesk,
  done,
})

export const endpoints = [
  showAll,
  showOne,
  csv,
  json,
  country,
  wholeCsv,
  wholeJson,
  showDesk,
  showNew,
  postNew,
  showItsImport,
  postImport,
  showItsDesk,
  change,
  remove,
]
