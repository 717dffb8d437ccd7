// Drives the real page as an official does. Nothing is asked of the program but
// what a person can see and press, and of the disk what is left there afterwards.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
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
  await page.locator('#form [data-falt="datum"] output', { hasText: 'onsdag 3 februari 2027' }).waitFor()
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
  assert.deepEqual(page.complaints, [])
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
nämnd: {id: bromma, platser: 7}
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

test('keys struck fast hit whom they are meant for, and come back with all that was said of them', async () => {
  const page = await desk.page()
  const name = 'kvalitet-2023/sammantrade.yaml'
  const before = onDisk(name)
  await to(page, `/mote?fil=${name}&p=6`)
  const there = () => page.locator('.seat[aria-pressed=true]').evaluateAll(all => all.map(s => s.dataset.vem))
  const all = await there()
  await page.locator('.seat').first().focus()
  for (const key of '2569') await page.keyboard.press(key)
  await page.locator('#narvaro', { hasText: all.length - 4 + ' på plats' }).waitFor()
  assert.deepEqual(await there(), all.filter((_, i) => ![1, 4, 5, 8].includes(i)))
  for (const key of '9652') await page.keyboard.press(key)
  await page.locator('#narvaro', { hasText: all.length + ' på plats' }).waitFor()
  assert.deepEqual(await there(), all)
  await page.getByRole('button', { name: 'Begär omröstning' }).click()
  const ballots = page.locator('.ballot')
  await ballots.nth(8).waitFor()
  await ballots.first().locator('button').first().focus()
  for (const key of 'jnnjajnjn') await page.keyboard.press(key)
  await page.locator('.tally', { hasText: 'Lika röstetal' }).waitFor()
  assert.deepEqual(await page.locator('.ballot button[aria-pressed=true]').allInnerTexts(), ['Ja', 'Nej', 'Nej', 'Ja', 'Avstår', 'Ja', 'Nej', 'Ja', 'Nej'])
  await page.locator('.pages svg', { hasText: 'Omröstningen ger 4 ja mot 4 nej' }).first().waitFor()
  await page.locator('#varningar', { hasText: '5 kap. 56 § kommunallagen' }).waitFor()
  await page.locator('#sparat', { hasText: 'Utkast bevarat' }).waitFor()
  assert.equal(onDisk(name), before, 'autosave is beside the file')
  await page.getByRole('button', { name: 'Ta bort omröstningen' }).click()
  await ballots.first().waitFor({ state: 'detached' })
  await saved(page)
  const names = text => [...text.slice(text.indexOf('närvarande:'), text.indexOf('övriga:')).matchAll(/namn: ([^,\n}]*)/g)].map(m => m[1])
  assert.deepEqual(names(onDisk(name)), names(before))
  assert.match(onDisk(name), /Carl-Åke Utkast\s+parti: M\s+uppdrag: ledamot\s+paragrafer: 1–9/)
  writeFileSync(join(desk.dir, name), before)
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})

test('jäv and too few are warned about as they arise', async () => {
  const page = await desk.page()
  await to(page, '/mote?fil=mote.yaml&p=2')
  await page.locator('#javig').selectOption('Siv Fiktelius')
  await page.getByRole('button', { name: 'Anmäl jäv' }).click()
  await page.locator('.conflicts', { hasText: 'Siv Fiktelius' }).waitFor()
  await page.locator('#varningar', { hasText: 'Siv Fiktelius' }).waitFor()
  await page.locator('#varningar', { hasText: '3 av 7 närvarande, och det räcker inte till beslut' }).waitFor()
  assert.ok(await page.locator('.warnings').evaluate(el => { const box = el.getBoundingClientRect(); return box.height > 40 && box.bottom <= innerHeight }), 'the warning is in sight')
  await page.locator('.pages svg', { hasText: 'anmäler jäv' }).first().waitFor()
  await accessible(page, 'varningar')
  await page.context().close()
})

test('rows are added, moved and removed, and what the form does not know is kept', async () => {
  writeFileSync(join(desk.dir, 'rader.yaml'), `# överst
typ: ärende
nämnd: bromma # nämnden
eget: kvar
dnr: BRO 2027/9
rubrik: "Rader"   # rubriken
datum: 2027-02-03
handläggare:
  # den första
  - {namn: Åsa Ett, telefon: 08-1}
  # den andra
  - namn: Bo Två
    eget: också kvar
`)
  const page = await desk.page()
  await to(page, '/redigera?fil=rader.yaml')
  const row = n => page.locator(`#form [data-falt="handläggare[${n}]"]`)
  await page.getByRole('button', { name: 'Lägg till handläggare' }).click()
  await row(2).locator('input').first().waitFor()
  assert.ok(await row(2).evaluate(el => el.contains(document.activeElement)), 'the new row has the focus')
  await page.keyboard.type('Cia Tre')
  await row(2).getByRole('button', { name: /^Flytta upp/ }).click()
  await page.waitForFunction(() => document.querySelector('[data-falt="handläggare[1].namn"] input').value === 'Cia Tre')
  await row(0).getByRole('button', { name: /^Ta bort/ }).click()
  await row(2).waitFor({ state: 'detached' })
  await field(page, 'Rubrik').fill('Nya rader')
  await page.getByLabel('Nämnd').first().selectOption('farsta')
  await saved(page)
  assert.equal(onDisk('rader.yaml'), `# överst
typ: ärende
nämnd: farsta # nämnden
eget: kvar
dnr: BRO 2027/9
rubrik: Nya rader   # rubriken
datum: 2027-02-03
handläggare:
  # den första
  - namn: Cia Tre
  # den andra
  - namn: Bo Två
    eget: också kvar
`)
  await page.locator('#fynd', { hasText: 'eget' }).first().waitFor()
  rmSync(join(desk.dir, 'rader.yaml'))
  await page.context().close()
})

test('pickers offer boards, people, units, files, §§ and days', async () => {
  const page = await desk.page()
  await to(page, '/redigera?fil=kvalitet-2023/arende.yaml')
  const offered = id => page.locator(`#${id} option`).allInnerTexts()
  assert.ok((await offered('personer')).includes('Jasmina Mallović'))
  assert.ok((await offered('enheter')).includes('Enheten för arbete och försörjning'))
  assert.ok((await page.locator('#form [data-falt="nämnd.id"] option').allInnerTexts()).includes('Farsta stadsdelsnämnd'))
  assert.equal(await page.locator('#form [data-falt="datum"] input').getAttribute('type'), 'date')
  assert.equal(await page.locator('#form [data-falt="handläggare[0].namn"] input').getAttribute('list'), 'personer')
  assert.equal(await page.locator('#form [data-falt="enheter[0]"] input').getAttribute('list'), 'enheter')
  await to(page, '/redigera?fil=kvalitet-2023/sammantrade.yaml')
  assert.ok((await offered('filer')).includes('arende.yaml'))
  assert.deepEqual((await offered('paragrafnummer')).slice(0, 3), ['1', '2', '3'])
  assert.ok(await page.locator('#form input[list="filer"]').count() > 0)
  await page.context().close()
})

test('the list is searched and filtered, and shows what several meetings give', async () => {
  const meeting = (date, ...nos) => `typ: sammanträde
nämnd: {namn: valnämnden, genitiv: valnämndens, slag: facknämnd, förvaltning: Valkansliet, paragrafnumrering: år}
datum: ${date}
sekreterare: Linnéa Protokollin
närvarande: [{namn: Johan Provinen, uppdrag: ordförande}]
paragrafer:
${nos.map(n => `  - {nr: ${n}, rubrik: Ärende ${n}, beslut: Nämnden godkänner ärendet.}\n`).join('')}`
  writeFileSync(join(desk.dir, 'val1.yaml'), meeting('2027-01-10', 1, 2))
  writeFileSync(join(desk.dir, 'val2.yaml'), meeting('2027-02-10', 2, 3))
  const page = await desk.page()
  const rows = page.locator('#filer tbody tr:visible')
  await page.getByLabel('Sök').fill('val2')
  await page.locator('#antal', { hasText: /^1 av/ }).waitFor()
  assert.match(await rows.innerText(), /Fel \(1\)/)
  await page.getByLabel('Sök').fill('BRO 2023/10')
  assert.equal(await rows.count(), await page.locator('#filer tbody tr', { hasText: 'BRO 2023/10' }).count())
  await page.getByLabel('Sök').fill('')
  await page.getByLabel('Läge').selectOption('justerat')
  assert.ok((await rows.allInnerTexts()).every(t => /Justerat/.test(t)))
  await to(page, '/redigera?fil=val2.yaml')
  await page.locator('#fynd', { hasText: '§ 2 finns redan i protokollet från 2027-01-10' }).waitFor()
  writeFileSync(join(desk.dir, 'val2.yaml'), meeting('2027-02-10', 4))
  await to(page, '/')
  await page.getByLabel('Sök').fill('val2')
  assert.match(await rows.innerText(), /varning/)
  for (const n of [1, 2]) rmSync(join(desk.dir, `val${n}.yaml`))
  await page.context().close()
})

test('the place in the text leads to the paper', async () => {
  const page = await desk.page()
  await to(page, '/redigera?fil=kvalitet-2023/arende.yaml')
  await page.locator('.pages svg').first().waitFor()
  await page.getByRole('tab', { name: 'Text' }).click()
  await page.locator('#text').evaluate(el => { const i = el.value.indexOf('08-465'); el.focus(); el.setSelectionRange(i, i) })
  await page.locator('.pages .lit', { hasText: '08-465' }).first().waitFor()
  await page.locator('.pages text', { hasText: 'Hanna Höij' }).first().click()
  await page.waitForFunction(() => { const a = document.getElementById('text'); return document.activeElement === a && /Hanna Höij/.test(a.value.split('\n')[a.value.slice(0, a.selectionStart).split('\n').length - 1]) })
  await page.context().close()
})

test('a whole case is written and saved without a mouse', async () => {
  const page = await desk.page()
  const walk = async (what, back) => { // Tab until it is reached, as one would
    for (let i = 0; i < 150; i++) {
      if (await page.evaluate(what => { const e = document.activeElement; return (e.labels?.[0]?.innerText || e.getAttribute('aria-label') || e.innerText || '').startsWith(what) }, what)) return
      await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    }
    assert.fail('no way to ' + what)
  }
  await walk('Nytt ärende')
  await page.keyboard.press('Enter')
  await page.getByLabel('Rubrik').waitFor()
  await walk('Rubrik')
  await page.keyboard.type('Utan mus')
  await page.keyboard.press('Enter')
  await page.locator('#fynd li').first().waitFor()
  await walk('Underrubrik')
  await page.keyboard.type('Med tangenter')
  await walk('Lägg till enheter')
  await page.keyboard.press('Enter')
  await page.locator('[data-falt="enheter[0]"] input').waitFor()
  await page.waitForFunction(() => document.activeElement.closest('[data-falt="enheter[0]"]'))
  await page.keyboard.type('Lönnen')
  await walk('Formulär', true)
  await page.keyboard.press('ArrowRight')
  await walk('Filens text')
  assert.match(await page.locator('#text').inputValue(), /Med tangenter[^]*Lönnen/)
  await page.keyboard.press('Control+End')
  await page.keyboard.type('# slut')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  assert.notEqual(await page.evaluate(() => document.activeElement.id), 'text', 'one gets out of the text')
  await page.keyboard.press('Control+s')
  await page.locator('#sparat', { hasText: /^Sparat \d/ }).waitFor()
  assert.match(onDisk('utan-mus.yaml'), /underrubrik: Med tangenter[^]*Lönnen[^]*# slut/)
  await page.context().close()
})

test('two browsers at once do no harm', async () => {
  writeFileSync(join(desk.dir, 'tva.yaml'), readFileSync(join(desk.dir, 'kvalitet-2023/arende.yaml')))
  const [one, two] = [await desk.page(), await desk.page()]
  for (const page of [one, two]) await to(page, '/redigera?fil=tva.yaml')
  await one.locator('#form [data-falt="rubrik"] input').fill('Den enas')
  await two.locator('#form [data-falt="underrubrik"] input').fill('Den andras')
  for (const page of [one, two]) await page.locator('#sparat', { hasText: 'Utkast bevarat' }).waitFor()
  assert.equal(readdirSync(desk.dir).filter(f => f.startsWith('.tva.yaml.')).length, 2, 'each has its draft')
  await saved(one)
  await two.getByRole('button', { name: 'Spara', exact: true }).click()
  await two.getByRole('dialog').waitFor()
  assert.match(onDisk('tva.yaml'), /Den enas/)
  await two.getByRole('button', { name: 'Använd texten på disken' }).click()
  await two.waitForFunction(() => document.querySelector('#form [data-falt="rubrik"] input').value === 'Den enas')
  await two.locator('#form [data-falt="underrubrik"] input').fill('Den andras')
  await saved(two)
  assert.match(onDisk('tva.yaml'), /Den enas[^]*Den andras/)
  for (const page of [one, two]) await page.context().close()
})

test('a crash loses at most the last second', async () => {
  const page = await desk.page()
  const name = 'kvalitet-2023/arende.yaml'
  const before = onDisk(name)
  await to(page, '/redigera?fil=' + name)
  const title = page.locator('#form [data-falt="rubrik"] input')
  await title.fill('Skrivet före')
  await page.locator('#sparat', { hasText: 'Utkast bevarat' }).waitFor()
  await desk.crash()
  await title.fill('Skrivet medan det var borta')
  await page.locator('#sparat', { hasText: /kunde inte|Failed/i }).waitFor()
  assert.equal(await title.inputValue(), 'Skrivet medan det var borta', 'what is written stays in the page')
  assert.equal(onDisk(name), before)
  const after = await desk.page()
  await to(after, '/redigera?fil=' + name)
  await after.getByRole('button', { name: 'Använd den' }).first().click()
  await after.waitForFunction(() => document.querySelector('#form [data-falt="rubrik"] input').value === 'Skrivet före')
  await accessible(after, 'utkast')
  await saved(after)
  writeFileSync(join(desk.dir, name), before)
  for (const p of [page, after]) await p.context().close()
  for (const f of readdirSync(join(desk.dir, 'kvalitet-2023'))) if (f.endsWith('.utkast')) rmSync(join(desk.dir, 'kvalitet-2023', f))
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
  await other.getByRole('button', { name: 'Använd den' }).first().click()
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
  for (const [width, height] of [[1440, 900], [640, 450], [360, 740]]) {
    const page = await desk.page(width, height)
    writeFileSync(join(desk.dir, 'fel.yaml'), 'typ: ärende\nnämnd: bromma\nrubrk: Fel\ndatum: 2027-02-30\nhandläggare: [{namn: Åsa}]\n')
    for (const path of ['/', '/ny', '/redigera?fil=fel.yaml&kopia=1', '/frister', '/redigera?fil=kvalitet-2023/arende.yaml', '/redigera?fil=kvalitet-2023/sammantrade.yaml', '/mote?fil=kvalitet-2023/sammantrade.yaml&p=6', '/finns-inte']) {
      await to(page, path)
      if (/fel/.test(path)) await page.locator('#fynd li').first().waitFor()
      else if (/redigera|mote/.test(path)) await page.locator('.pages svg').first().waitFor()
      await accessible(page, `${path} ${width}`)
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), `${path} is wider than ${width}`)
    }
    await to(page, '/redigera?fil=kvalitet-2023/arende.yaml')
    await page.getByRole('tab', { name: 'Text' }).click()
    await page.locator('#text').press('Control+End')
    await page.locator('#text').press('Control+Space')
    await page.locator('#forslag li').first().waitFor()
    await accessible(page, 'text ' + width)
    assert.deepEqual(page.complaints.filter(c => !/404/.test(c)), [])
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
