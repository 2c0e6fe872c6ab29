import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { addPublicTable } from '#test/data-files.ts'

let app: TestApp
let table: string
before(async () => {
  app = await testApp()
  table = (await addPublicTable(app, 'oras;suma\nBălți;1\nCahul;2\n')).distribution
})
after(() => app.close())

const wrong = async (sql: string, lang: string) => {
  const { body } = await app.get(`/${lang}/data/sql?${new URLSearchParams({ q: sql.replaceAll('$', `"${table}"`) })}`)
  return body
}

// The engine is asked: a new version of it may say the same in other words.
test('what is usually wrong in a question is said in the language of its reader', async () => {
  for (const [sql, ro, ru] of [
    ['SELECT orasul FROM $', /Nu există coloana „orasul”/, /Нет столбца «orasul»/],
    ['SELECT t.orasul FROM $ AS t', /Nu există coloana „orasul”\./, /Нет столбца «orasul»/],
    ['SELECT x.suma FROM $ AS t', /Nu există tabelul „x”/, /Нет таблицы «x»/],
    ['SELECT oras, sum(suma) FROM $', /„oras”[^<]*GROUP BY/, /«oras»[^<]*GROUP BY/],
    ['SELECT suma FROM $ AS a, $ AS b', /„suma” este în mai multe tabele/, /«suma» есть в нескольких/],
    ['SELECT sum(oras) FROM $', /nu se potrivesc/, /не подходят/],
    ["SELECT * FROM $ WHERE suma = 'mult'", /„mult”/, /«mult»/],
    ['SELECT * FORM $', /aproape de „FORM”|lângă „/, /«/],
    ["SELECT DATE '2026-13-45' FROM $", /„2026-13-45” nu este o dată/, /«2026-13-45» — не календарная/],
    ["SELECT CAST('ieri' AS DATE) FROM $", /„ieri” nu este o dată/, /«ieri» — не календарная/],
    ['SELECT make_date(2026, 13, 1) FROM $', /„2026-13-1” nu este o dată/, /«2026-13-1» — не календарная/],
    ['SELECT make_time(25, 0, 0) FROM $', /„25:0:0.0” nu este o oră/, /«25:0:0.0» — не время/],
    ["SELECT TIME '25:99' FROM $", /„25:99” nu este o oră/, /«25:99» — не время/],
    ["SELECT * FROM $ WHERE CAST(oras AS TIME) > TIME '08:30'", /„Bălți” nu este o oră/, /«Bălți» — не время/],
    ['SELECT CAST(suma + 3000000000 AS INTEGER) FROM $', /prea mare/, /слишком велико/],
    ['SELECT sum(max(suma)) FROM $', /nu poate sta în alta/, /внутри другой/],
    ['SELECT oras FROM $ WHERE sum(suma) > 1', /HAVING/, /HAVING/],
    ['SELECT (SELECT suma FROM $) FROM $', /LIMIT 1/, /LIMIT 1/],
    ['SELECT (SELECT oras, suma FROM $ LIMIT 1) FROM $', /dă 2 coloane/, /столбцов: 2/],
    ['SELECT oras FROM $ UNION SELECT oras, suma FROM $', /UNION/, /UNION/],
    ['SELECT oras FROM $ ORDER BY 7', /ORDER BY numește/, /ORDER BY называет/],
    ['SELECT sum(suma) FROM $ GROUP BY sum(suma)', /În GROUP BY nu pot sta/, /В GROUP BY не могут/],
    ['SELECT oras FROM $ GROUP BY 5', /GROUP BY numește/, /GROUP BY называет/],
    ['SELECT oras FROM $ WHERE row_number() OVER (ORDER BY suma) = 1', /QUALIFY/, /QUALIFY/],
    ['SELECT oras FROM $ LIMIT -1', /După LIMIT/, /После LIMIT/],
    ["SELECT date_trunc('luna', DATE '2026-01-02') FROM $", /partea de dată „luna”/, /Нет части даты «luna»/],
    ["SELECT oras FROM $ WHERE regexp_matches(oras, '(')", /Expresia regulată/, /В регулярном выражении/],
    ["SELECT strptime(oras, '%Y-%m-%d') FROM $", /„Bălți” nu este scris/, /«Bălți» написан не по/],
    ["SELECT strptime('x', '%Q') FROM $", /„%Q” nu este un format/, /«%Q» — не формат/],
    ["SELECT strftime('%Y', oras) FROM $", /nu se potrivesc: strftime/, /не подходят/],
    ['SELECT a.oras FROM $ AS a JOIN $ AS b USING (nume)', /Nu există coloana „nume”/, /Нет столбца «nume»/],
    ['SELECT * EXCLUDE (nume) FROM $', /Nu există coloana „nume”/, /Нет столбца «nume»/],
    ['WITH t AS (SELECT 1), t AS (SELECT 2) SELECT * FROM t, $', /„t” este dat de două ori/, /«t» дано после WITH/],
    ['SELECT quantile_cont(suma, 2) FROM $', /0\.5 este mediana/, /0\.5 — это медиана/],
    ['SELECT rank() FROM $', /OVER \(ORDER BY …\)/, /OVER \(ORDER BY …\)/],
    ['SELECT CAST(oras AS NUMAR) FROM $', /Nu există tipul „NUMAR”/, /Нет типа «NUMAR»/],
    ['SELECT current_date + INTERVAL 3 luni FROM $', /INTERVAL '3 months'|INTERVAL &#39;3 months/, /INTERVAL/],
    ['SELECT oras FROM $ UNION SELECT oras FROM $ ORDER BY suma', /După UNION/, /После UNION/],
    ['SELECT sqrt(-suma) FROM $', /rădăcină pătrată/, /квадратного корня/],
    ['SELECT unnest(oras) FROM $', /iau o listă/, /берут список/],
    ['SELECT 9223372036854775807 + suma FROM $', /prea mare/, /слишком велико/],
    ['SELECT repeat(oras, 1000000000) FROM $', /Cereți mai puțin/, /Запросите меньше/],
    ['SELECT * FROM $ WHERE', /se oprește/, /обрывается/],
  ] as const) {
    assert.match(await wrong(sql, 'ro'), ro, sql)
    const russian = await wrong(sql, 'ru')
    assert.match(russian, ru, sql)
    assert.doesNotMatch(russian, /База данных говорит/, sql)
  }
})

test('what nobody has written down is quoted', async () => {
  assert.match(await wrong('SELECT chr(-1) FROM $', 'ro'), /Baza de date spune/)
})

test('a question that is too long for the form is refused in words', async () => {
  const address = await app.server.listen({ port: 0, host: '127.0.0.1' })
  const reply = await fetch(`${address}/ru/data/sql?q=${encodeURIComponent('ж'.repeat(9_000))}`)
  assert.equal(reply.status, 422)
  assert.match(String(reply.headers.get('content-type')), /text\/html/)
})
