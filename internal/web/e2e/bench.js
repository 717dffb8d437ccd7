// Measures how soon the paper follows the keys, in the real page: from the key
// to the first picture on the screen that shows what was typed. Prints the median
// and the 95th percentile in milliseconds; holds nothing against them.
//
//   node bench.js [KEYS]
import { join } from 'node:path'
import { openDesk } from './desk.js'

const keys = Number(process.argv[2] || 200)
const sample = 'remissvar/arende.yaml'
const desk = await openDesk(take => take('remissvar'))
const page = await desk.page()

// watch notes, in the page, when a key is struck and when the page that shows its
// text has been painted: the frame after the change has begun and its task is over.
const watch = async () => page.evaluate(() => {
  const times = globalThis.times = []
  let struck = 0
  document.addEventListener('keydown', () => { struck = performance.now() }, true)
  new MutationObserver(() => {
    if (!struck || !document.getElementById('sidor').textContent.includes(globalThis.wanted)) return
    const from = struck
    struck = 0
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => times.push(performance.now() - from)
      port2.postMessage(0)
    })
  }).observe(document.getElementById('sidor'), { childList: true, subtree: true, characterData: true })
})

// type strikes one key after another, each when the one before has been seen.
async function type (field, at) {
  await field.focus()
  await field.evaluate((el, at) => el.setSelectionRange(el.value.indexOf(at) + at.length, el.value.indexOf(at) + at.length), at)
  await watch()
  let typed = ''
  for (let i = 0; i < keys; i++) {
    const key = String.fromCharCode(97 + i % 26)
    typed = (typed + key).slice(-6)
    await page.evaluate(t => { globalThis.wanted = t }, typed)
    await page.keyboard.press(key)
    await page.waitForFunction(n => globalThis.times.length > n, i)
    if (i % 26 === 25) { // the word must not become a line of its own
      await page.keyboard.press('Space')
      typed = ''
      await page.waitForTimeout(150)
      await page.evaluate(() => { globalThis.wanted = '' })
    }
  }
  return page.evaluate(() => globalThis.times)
}

function report (what, times) {
  const sorted = times.toSorted((a, b) => a - b)
  const share = p => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))].toFixed(0)
  console.log(`${what.padEnd(34)} ${String(times.length).padStart(4)} keys   median ${share(0.5).padStart(4)} ms   95 % ${share(0.95).padStart(4)} ms   most ${sorted.at(-1).toFixed(0).padStart(4)} ms`)
}

async function open () {
  await page.goto(new URL('/redigera?fil=' + sample, desk.url).href)
  await page.locator('.pages svg').first().waitFor()
  await page.evaluate(() => document.fonts.ready)
}

await open()
console.log(`${sample}: ${await page.locator('.pages svg').count()} pages`)
report('one line in the form', await type(page.locator('#form [data-falt="rubrik"] input'), 'utemiljö'))
await open()
const long = page.locator('#form textarea', { hasText: 'uppföljningen' }).or(page.locator('#form textarea').filter({ hasText: 'Uppföljningen bör' })).first()
report('a long text in the form', await type(long, 'Uppföljningen bör'))
await open()
await page.getByRole('tab', { name: 'Text' }).click()
report('the YAML text', await type(page.locator('#text'), 'Uppföljningen bör'))
await desk.close()
