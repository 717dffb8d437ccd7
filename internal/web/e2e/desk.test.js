// Drives the real page as an official does. Nothing is asked of the program but
// what a person can see and press, and of the disk what is left there afterwards.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openDesk } from './desk.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let desk

before(async () => { desk = await openDesk(take => { for (const n of ['kvalitet-2013', 'kvalitet-2023', 'sammantrade-socialnamnden']) take(n) }) })
after(() => desk?.close())

const to = (page, path) => page.goto(new URL(path, desk.url).href)
const onDisk = name => readFileSync(join(desk.dir, name), 'utf8')
const field = (page, label) => page.locator('#form').getByLabel(label, { exact: false }).first()

async function saved (page) {
  await page.getByRole('button', { name: 'Spara', exact: true }).click()
  await page.locator('#sparat', { hasText: /^Sparat \d/ }).waitFor()
}

// accessible runs axe-core on what is shown. It is put in by the debugger, for the
// page itself takes no foreign script.
async function accessible (page, what) {
  await page.evaluate(axe)
  const result = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'], iframes: false }))
  assert.deepEqual(result.violations.map(v => `${what}: ${v.id}: ${v.nodes.map(n => n.html.slice(0, 150) + ' ' + n.failureSummary).join('\n')}`), [])
}

test('a new case is filled in by the form alone and becomes a PDF', async () => {
  const page = await desk.page()
  await page.getByRole('link', { name: 'Nytt ärende' }).click()
  await page.getByLabel('Ärendetyp').selectOption('kvalitetsutmärkelse')
  await page.getByLabel('Nämnd').selectOption('bromma')
  await page.getByLabel('Rubrik').fill('Lönnens deltagande i kvalitetsutmärkelsen 2027')
  await page.getByRole('button', { name: 'Skapa' }).click()
  await page.locator('#fynd li').first().waitFor()
  await page.locator('#form').getByRole('button', { name: 'Lägg till dnr' }).click()
  await page.locator('#form').getByLabel('Dnr 1').fill('BRO 2027/1')
  await page.getByLabel('Datum', { exact: false }).first().fill('2027-02-03')
  await field(page, 'Namn').fill('Åsa Exempel')
  await page.getByRole('button', { name: 'Lägg till enheter' }).click()
  await page.getByLabel('Enheter 1').fill('Lönnen')
  await page.locator('[data-falt="uppgifter.år"]').getByRole('button', { name: 'Lägg till värde' }).click()
  await page.getByLabel('Värde 1').fill('2027')
  await page.locator('.pages svg', { hasText: 'Lönnens' }).first().waitFor()
  await page.locator('.pages svg', { hasText: 'Åsa Exempel' }).first().waitFor()
  await saved(page)
  const name = 'lonnens-deltagande-i-kvalitetsutmarkelsen-2027.yaml'
  const text = onDisk(name)
  for (const line of ['nämnd: bromma', 'datum: 2027-02-03', 'namn: Åsa Exempel']) assert.ok(text.includes(line), text)
  const pdf = await page.request.get(await page.locator('#pdf').evaluate(a => a.href))
  assert.equal(pdf.status(), 200, await pdf.text())
  assert.equal((await pdf.body()).subarray(0, 5).toString(), '%PDF-')
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})

test('a fault is shown beside its field and where it stands in the text, and mended', async () => {
  const page = await desk.page()
  await to(page, '/redigera?fil=kvalitet-2023/arende.yaml')
  await page.locator('.pages svg').first().waitFor()
  const title = page.locator('#form [data-falt="rubrik"] input')
  const before = await title.inputValue()
  await title.fill('')
  await page.locator('#form [data-falt="rubrik"] .fynd', { hasText: /saknas/ }).waitFor()
  await page.locator('#stopp').waitFor()
  await page.locator('#fynd button').first().click()
  assert.equal(await page.evaluate(() => document.activeElement.closest('[data-falt]').dataset.falt), 'rubrik')
  await page.getByRole('tab', { name: 'Text' }).click()
  const area = page.locator('#text')
  await area.fill((await area.inputValue()).replace(/^rubrik:.*$/m, 'rubrk: ' + before))
  await page.locator('#fynd', { hasText: 'rubrk' }).waitFor()
  await page.locator('.gutter .fel').first().waitFor()
  await page.locator('#fynd button', { hasText: 'rubrk' }).click()
  await page.locator('#radhjalp', { hasText: 'rubrik' }).waitFor()
  await area.fill((await area.inputValue()).replace('rubrk:', 'rubrik:'))
  await page.locator('#stopp').waitFor({ state: 'hidden' })
  await page.getByRole('tab', { name: 'Formulär' }).click()
  await page.waitForFunction(v => document.querySelector('#form [data-falt="rubrik"] input').value === v, before)
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})

test('comments and order survive a save from the form', async () => {
  const page = await desk.page()
  const name = 'kvalitet-2023/arende.yaml'
  const before = onDisk(name)
  await to(page, '/redigera?fil=' + name)
  await page.locator('#form [data-falt="dnr"] input').first().fill('BRO 2023/108')
  await page.locator('.pages svg', { hasText: 'BRO 2023/108' }).first().waitFor()
  await saved(page)
  assert.ok(/^# En enhet/.test(before))
  const after = onDisk(name)
  assert.equal(after.replace(/^dnr:\s*(- )?BRO 2023\/108$/m, 'dnr: BRO 2023/107'), before)
  assert.ok(!readdirSync(join(desk.dir, 'kvalitet-2023')).some(f => f.endsWith('.utkast')), 'the draft is gone')
  await page.context().close()
})

test('a sentence leads to its field, and the field to its sentence', async () => {
  const page = await desk.page()
  await to(page, '/redigera?fil=kvalitet-2023/arende.yaml')
  await page.locator('.pages text', { hasText: 'Enheten för arbete och försörjnings' }).first().click()
  await page.waitForFunction(() => document.activeElement.closest('[data-falt="rubrik"]'))
  await page.locator('.pages .lit').first().waitFor()
  await page.locator('.pages text', { hasText: 'Bakgrund' }).first().click()
  await page.locator('#ursprung', { hasText: 'mallen arendetyper/kvalitetsutmarkelse/avsnitt.md' }).waitFor()
  await page.getByRole('tab', { name: 'Läsvy' }).click()
  await page.frameLocator('#las').locator('h1').waitFor()
  await page.context().close()
})

test("last year's case is copied, and dates and dnr are emptied aloud", async () => {
  const page = await desk.page()
  await to(page, '/ny')
  await page.getByLabel('En kopia av').check()
  await page.getByLabel('Kopiera från').selectOption('kvalitet-2013/arende.yaml')
  await page.getByLabel('Rubrik').fill('Deltagande i stadens kvalitetsutmärkelse 2027')
  await page.getByRole('button', { name: 'Skapa' }).click()
  await page.locator('#kopierat', { hasText: 'Se över' }).waitFor()
  const text = onDisk('deltagande-i-stadens-kvalitetsutmarkelse-2027.yaml')
  assert.match(text, /^# Kopia av arende\.yaml\./)
  assert.match(text, /^dnr:\s*$/m)
  assert.match(text, /^datum:\s*$/m)
  assert.doesNotMatch(text, /2013-/)
  await page.locator('#fynd', { hasText: 'dnr saknas' }).waitFor()
  await page.context().close()
})

test('a meeting of three §§ with one vote is held to its extracts, by keys', async () => {
  writeFileSync(join(desk.dir, 'mote.yaml'), `typ: sammanträde
nämnd: bromma
nummer: 1/2027
datum: 2027-01-21
tid: {start: 18.00, slut: 19.00}
plats: Sal 1
närvarande:
  - {namn: Johan Provinen, parti: S, uppdrag: ordförande}
  - {namn: Gunilla Typfallander, parti: M, uppdrag: 1:e vice ordförande}
  - {namn: Siv Fiktelius, parti: V, uppdrag: ledamot}
sekreterare: {namn: Linnéa Protokollin, titel: Nämndsekreterare}
justerare: [Gunilla Typfallander]
justering: {datum: 2027-01-28}
paragrafer:
  - nr: 1
    rubrik: Val av justerare
    beslut: Nämnden utser Gunilla Typfallander (M) att justera protokollet.
  - nr: 2
    rubrik: Fastställande av dagordningen
    beslut: Nämnden fastställer dagordningen.
`)
  const page = await desk.page()
  await to(page, '/mote?fil=mote.yaml')
  await page.locator('#narvaro', { hasText: '3 på plats' }).waitFor()
  const seat = page.getByRole('button', { name: /Amadou Exempel Diallo/ })
  await seat.focus()
  await page.keyboard.press(await seat.getAttribute('data-tangent'))
  await page.locator('#narvaro', { hasText: '4 på plats' }).waitFor()
  await page.getByRole('button', { name: 'Ny paragraf' }).click()
  await page.locator('#hararende', { hasText: '§ 3' }).waitFor()
  await page.locator('[data-falt="paragrafer[2].rubrik"] input').fill('Lekplatsen i Exempelparken')
  await page.locator('[data-falt^="paragrafer[2].beslut"] input, [data-falt^="paragrafer[2].beslut"] textarea').first().fill('Nämnden godkänner att lekplatsen rustas upp.')
  await page.getByRole('button', { name: 'Begär omröstning' }).click()
  const ballots = page.locator('.ballot')
  await ballots.nth(3).waitFor()
  await ballots.first().locator('button').first().focus()
  for (const [i, key] of ['j', 'n', 'j', 'j'].entries()) {
    await page.keyboard.press(key)
    await page.waitForFunction(i => {
      const all = document.querySelectorAll('.ballot')
      return all[i].matches('.cast') && all[Math.min(i + 1, 3)].contains(document.activeElement)
    }, i)
  }
  await page.locator('.tally', { hasText: 'Ja-sidan vinner: bifall' }).waitFor()
  assert.match((await page.locator('.tally').innerText()).replace(/\s+/g, ' '), /3 ja 1 nej 0 avstår/)
  await saved(page)
  const text = onDisk('mote.yaml')
  assert.match(text, /röster:\s+Johan Provinen: ja\s+Gunilla Typfallander: nej/)
  assert.match(text, /Amadou Exempel Diallo/)
  await page.locator('.pages svg', { hasText: 'Omröstning' }).first().waitFor()
  assert.deepEqual(page.complaints, [])
  await accessible(page, 'mötesläge')
  await page.context().close()
})

test('jäv is disclosed and a conflict warned about at once', async () => {
  const page = await desk.page()
  await to(page, '/mote?fil=mote.yaml&p=2')
  await page.locator('#javig').selectOption('Siv Fiktelius')
  await page.getByRole('button', { name: 'Anmäl jäv' }).click()
  await page.locator('.conflicts', { hasText: 'Siv Fiktelius' }).waitFor()
  await page.locator('#varningar', { hasText: 'Siv Fiktelius' }).waitFor()
  await page.context().close()
})

test('a file that changed on disk shows both versions and lets one choose', async () => {
  const page = await desk.page()
  const name = 'kvalitet-2013/arende.yaml'
  await to(page, '/redigera?fil=' + name)
  await page.locator('.pages svg').first().waitFor()
  const theirs = onDisk(name) + '# någon annan var här\n'
  writeFileSync(join(desk.dir, name), theirs)
  await page.locator('#form [data-falt="rubrik"] input').fill('Min rubrik')
  await page.locator('.pages svg', { hasText: 'Min rubrik' }).first().waitFor()
  await page.getByRole('button', { name: 'Spara', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  assert.match(await dialog.locator('#deras').innerText(), /någon annan var här/)
  assert.match(await dialog.locator('#min').innerText(), /Min rubrik/)
  assert.equal(onDisk(name), theirs, 'nothing is written before one has chosen')
  await accessible(page, 'konflikt')
  await dialog.getByRole('button', { name: 'Spara min text' }).click()
  await page.locator('#sparat', { hasText: /^Sparat \d/ }).waitFor()
  assert.match(onDisk(name), /Min rubrik/)
  await page.context().close()
})

test('unsaved text is kept beside the file and offered again', async () => {
  const page = await desk.page()
  const name = 'kvalitet-2023/arende.yaml'
  const before = onDisk(name)
  await to(page, '/redigera?fil=' + name)
  await page.getByRole('tab', { name: 'Text' }).click()
  await page.locator('#text').fill(before + '# osparat\n')
  await page.locator('#sparat', { hasText: 'Utkast bevarat' }).waitFor()
  assert.equal(onDisk(name), before)
  await page.context().close()
  const other = await desk.page()
  await to(other, '/redigera?fil=' + name)
  await other.getByRole('button', { name: 'Använd den' }).click()
  await other.getByRole('tab', { name: 'Text' }).click()
  assert.match(await other.locator('#text').inputValue(), /# osparat/)
  await other.context().close()
})

test('suggestions are made for keys and values, by keys alone', async () => {
  const page = await desk.page()
  writeFileSync(join(desk.dir, 'tom.yaml'), 'typ: ärende\n')
  await to(page, '/redigera?fil=tom.yaml')
  await page.getByRole('tab', { name: 'Text' }).click()
  await page.locator('#text').focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('näm')
  await page.keyboard.press('Control+Space')
  await page.locator('#forslag li').first().waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('brom')
  await page.keyboard.press('Control+Space')
  await page.locator('#forslag li', { hasText: 'bromma' }).waitFor()
  await page.keyboard.press('Enter')
  assert.match(await page.locator('#text').inputValue(), /^nämnd: bromma$/m)
  await page.context().close()
})

test('every view is accessible, wide, narrow and at 200 %', async () => {
  for (const [width, height] of [[1440, 900], [720, 450], [360, 740]]) {
    const page = await desk.page(width, height)
    for (const path of ['/', '/ny', '/frister', '/redigera?fil=kvalitet-2023/arende.yaml', '/redigera?fil=kvalitet-2023/sammantrade.yaml', '/mote?fil=kvalitet-2023/sammantrade.yaml&p=6', '/finns-inte']) {
      await to(page, path)
      if (/redigera|mote/.test(path)) await page.locator('.pages svg').first().waitFor()
      await accessible(page, `${path} ${width}`)
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), `${path} is wider than ${width}`)
    }
    await to(page, '/redigera?fil=kvalitet-2023/arende.yaml')
    await page.getByRole('tab', { name: 'Text' }).click()
    await accessible(page, 'text ' + width)
    await page.context().close()
  }
})

test('script in every field stays text', async () => {
  const evil = '"</script><img src=x onerror=globalThis.hit=1><svg onload=globalThis.hit=1>'
  writeFileSync(join(desk.dir, 'ond.yaml'), `typ: ärende
nämnd: {id: bromma, namn: '${evil}'}
dnr: '${evil}'
rubrik: '${evil}'
datum: 2027-01-01
handläggare: '${evil}'
enheter: ['${evil}']
undertecknare: [{namn: '${evil}', titel: '${evil}'}]
frister: {'${evil}': 2027-01-02}
förslag: ['${evil}']
avsnitt: {'Sammanfattning': '${evil}', Bakgrund: '[länk](javascript:hit=1)'}
`)
  const page = await desk.page()
  for (const path of ['/', '/frister', '/ny', '/redigera?fil=ond.yaml', '/mote?fil=ond.yaml']) {
    await to(page, path)
    await page.waitForLoadState('networkidle')
    if (path.startsWith('/redigera')) {
      await page.getByRole('tab', { name: 'Läsvy' }).click()
      await page.getByRole('tab', { name: 'Text' }).click()
    }
    assert.equal(await page.evaluate(() => globalThis.hit), undefined, path)
  }
  assert.ok(existsSync(join(desk.dir, 'ond.yaml')))
  await page.context().close()
})
