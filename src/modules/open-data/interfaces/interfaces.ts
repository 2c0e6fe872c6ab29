import type { Example, ProgramInterface } from '#commons/developers/program-interface.ts'
import { type ExampleTable, exampleTable } from './example-table.ts'

type Table = ExampleTable

/** Examples about a table, none where no table is public; `url` is the address of this site. */
const aboutTable =
  (examples: (table: Table, url: string) => (Example | null)[]): ProgramInterface['examples'] =>
  async (ctx) => {
    const table = await exampleTable(ctx)
    return table ? examples(table, ctx.publicUrl).filter((one) => one !== null) : []
  }

/** In quotes of a shell: an address or a question holds no other ones. */
const curl = (address: string, options = '') => `curl ${options}'${address}'`

export const tablesInterface: ProgramInterface = {
  name: 'tables',
  title: 'open-data.interfaces.tables',
  about: 'open-data.interfaces.tables.about',
  addresses: [
    '/api/v1/data?q={words}',
    '/api/v1/data/tables/{table}?filter={column}:eq:{value}',
    '/data/tables/{table}.csv',
  ],
  examples: aboutTable(({ id, dataset, number }, url) => [
    { about: 'open-data.interfaces.tables.dataset', command: curl(`${url}/api/v1/data/${dataset}`) },
    number === null
      ? null
      : {
          about: 'open-data.interfaces.tables.sorted',
          command: curl(`${url}/api/v1/data/tables/${id}?sort=-${number}`),
        },
    { about: 'open-data.interfaces.tables.file', command: curl(`${url}/data/tables/${id}.parquet`, '-OJ ') },
  ]),
}

export const ckanInterface: ProgramInterface = {
  name: 'ckan',
  title: 'open-data.interfaces.ckan',
  about: 'open-data.interfaces.ckan.about',
  addresses: ['/api/3/action/{action}', '/datastore/dump/{table}'],
  examples: aboutTable(({ id, dataset }, url) => [
    { about: 'open-data.interfaces.ckan.dataset', command: curl(`${url}/api/3/action/package_show?id=${dataset}`) },
    {
      about: 'open-data.interfaces.ckan.rows',
      command: curl(`${url}/api/3/action/datastore_search?resource_id=${id}&limit=5`),
    },
    {
      about: 'open-data.interfaces.ckan.send',
      command: `curl -H 'Authorization: TOKEN' -F package_id=${dataset} -F name=Date -F upload=@date.csv ${url}/api/3/action/resource_create`,
    },
  ]),
}

export const catalogueInterface: ProgramInterface = {
  name: 'catalogue',
  title: 'open-data.interfaces.catalogue',
  about: 'open-data.interfaces.catalogue.about',
  addresses: [
    '/catalog.ttl',
    '/catalog.jsonld',
    '/catalog.xml',
    '/dataset/{name}.ttl',
    '/dcat.json',
    '/dataset/{name}/croissant.jsonld',
  ],
  examples: aboutTable(({ dataset }, url) => [
    { about: 'open-data.interfaces.catalogue.all', command: curl(`${url}/catalog.ttl`) },
    {
      about: 'open-data.interfaces.catalogue.one',
      command: curl(`${url}/data/${dataset}`, `-H 'Accept: application/ld+json' `),
    },
    { about: 'open-data.interfaces.catalogue.data-json', command: curl(`${url}/dcat.json`) },
  ]),
}

export const tabularInterface: ProgramInterface = {
  name: 'tabular',
  title: 'open-data.interfaces.tabular',
  about: 'open-data.interfaces.tabular.about',
  addresses: [
    '/api/tabular/resources/{table}/data/',
    '/api/tabular/resources/{table}/profile/',
    '/api/tabular/resources/{table}/swagger/',
  ],
  examples: aboutTable(({ id, text, number }, url) => {
    const data = `${url}/api/tabular/resources/${id}/data/`
    return [
      { about: 'open-data.interfaces.tabular.page', command: curl(`${data}?page_size=5`) },
      text === null
        ? null
        : {
            about: 'open-data.interfaces.tabular.groups',
            command: curl(`${data}?${text}__groupby${number === null ? `&${text}__count` : `&${number}__sum`}`),
          },
    ]
  }),
}

export const sqlInterface: ProgramInterface = {
  name: 'sql',
  title: 'open-data.interfaces.sql',
  about: 'open-data.interfaces.sql.about',
  addresses: ['/data/sql.csv?q={question}', '/api/v1/data/sql', '/api/3/action/datastore_search_sql?sql={question}'],
  examples: aboutTable(({ name }, url) => {
    const question = `SELECT count(*) AS n FROM "${name}"`
    const body = JSON.stringify({ q: question })
    return [
      {
        about: 'open-data.interfaces.sql.file',
        command: `curl -G '${url}/data/sql.csv' --data-urlencode 'q=${question}'`,
      },
      {
        about: 'open-data.interfaces.sql.posted',
        command: `curl -H 'Content-Type: application/json' -d '${body}' '${url}/api/v1/data/sql'`,
      },
    ]
  }),
}
