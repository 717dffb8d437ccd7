// The page of one file. The text is the truth: the form sends changes of it to
// the desk and gets it back, the editor changes it straight, and all that is shown
// follows from it.
import { send, one, make, tabs, Refused } from './common.js'
import { startEditor } from './editor.js'
import { startPaper } from './paper.js'

const desk = document.querySelector('main')
const file = desk.dataset.fil
const view = desk.dataset.vy
const area = one('text')
const form = one('form')
const state = { text: area.value, version: desk.dataset.version, saved: area.value, stale: false, section: Number(desk.dataset.paragraf || 0), findings: [] }

const key = 'fonster ' + file
const mark = sessionStorage.getItem(key) || [...crypto.getRandomValues(new Uint8Array(8))].map(b => b.toString(16).padStart(2, '0')).join('')
sessionStorage.setItem(key, mark)

const paper = startPaper({ file, mark, goTo, flush: keepDraft })
const editor = view === 'form' ? startEditor({ file, area, changed: textChanged, moved: line => paper.showLine(line) }) : null

// Saving

const says = text => { one('sparat').textContent = text }
const dirty = () => state.text !== state.saved
let draftTimer = 0

let kept = false

function touched () {
  if (!dirty()) {
    clearTimeout(draftTimer)
    draftTimer = 0
    if (kept) dropDraft(mark)
    return says('Sparat')
  }
  says('Inte sparat')
  if (!draftTimer) draftTimer = setTimeout(keepDraft, 700)
}

async function keepDraft (options) {
  clearTimeout(draftTimer)
  draftTimer = 0
  if (!dirty()) return
  kept = true
  try {
    await send('/api/utkast', { fil: file, fonster: mark, text: state.text }, options)
    if (dirty()) says('Inte sparat. Utkast bevarat ' + new Date().toLocaleTimeString('sv-SE', { hour: '2-digit', minute: '2-digit' }))
  } catch (e) {
    says('Utkastet kunde inte bevaras: ' + e.message)
    draftTimer ||= setTimeout(keepDraft, 700)
  }
}

function dropDraft (window) {
  if (window === mark) kept = false
  return send('/api/utkast', { fil: file, fonster: window, text: null }).catch(() => {})
}

async function save (version = state.version) {
  await settled()
  const text = state.text
  try {
    const answer = await send('/api/spara', { fil: file, text, version, fonster: mark })
    state.version = answer.version
    state.saved = text
    kept = false
    clearTimeout(draftTimer)
    draftTimer = 0
    says('Sparat ' + new Date().toLocaleTimeString('sv-SE', { hour: '2-digit', minute: '2-digit' }))
    if (dirty()) touched()
  } catch (e) {
    if (e instanceof Refused && e.status === 409 && e.body.text !== undefined) showConflict(e.body)
    else says('Kunde inte spara: ' + e.message)
  }
}

one('spara').addEventListener('click', () => save())
addEventListener('keydown', e => {
  if ((e.ctrlKey || e.metaKey) && e.key === 's') { e.preventDefault(); save() }
})
addEventListener('pagehide', () => { if (dirty()) keepDraft({ keepalive: state.text.length < 60000 }) })

function showConflict (other) {
  const dialog = one('konflikt')
  const mine = state.text.split('\n')
  const theirs = other.text.split('\n')
  const lines = (own, others) => own.map(l => make('span', { className: others.includes(l) ? '' : 'differs' }, l + '\n'))
  one('min').replaceChildren(...lines(mine, theirs))
  one('deras').replaceChildren(...lines(theirs, mine))
  one('behall').onclick = () => { dialog.close(); save(other.version) }
  one('ta').onclick = () => {
    dialog.close()
    state.version = other.version
    state.saved = other.text
    setText(other.text)
    redraw()
    touched()
    dropDraft(mark)
  }
  one('vanta').onclick = () => dialog.close()
  dialog.showModal()
}

for (const notice of document.querySelectorAll('.draft')) {
  const window = notice.dataset.fonster
  notice.addEventListener('click', e => {
    const what = e.target.dataset.utkast
    if (!what) return
    if (what === 'oppna') { setText(notice.querySelector('textarea').value); redraw(); touched() }
    if (what === 'kasta' || window !== mark) dropDraft(window)
    notice.remove()
    area.focus()
  })
}

// The text

function setText (text) {
  state.text = text
  if (area.value !== text) area.value = text
  editor?.draw(state.findings)
}

function textChanged () {
  state.text = area.value
  state.stale = true
  touched()
  review()
}

let reviewing = 0 // number of the newest review that was asked for
let underway = false
let again = false

// review asks what the text gives, at once. While one answer is awaited, nothing
// more is asked; then what the text has become by then.
async function review () {
  if (underway) { again = true; return }
  underway = true
  const number = ++reviewing
  try {
    const answer = await send('/api/granska', { fil: file, text: state.text, ...paper.shown(), papper: paper.chosen() || desk.dataset.papper || '' })
    if (number === reviewing) show(answer)
  } catch (e) { says(e.message) }
  underway = false
  if (again) { again = false; review() }
}

function show (answer) {
  state.findings = answer.fynd
  paper.show(answer)
  showFindings(answer.fynd)
  editor?.draw(answer.fynd)
}

// The form

const waiting = new Map()
let busy = null

const settled = async () => { flush(); while (busy) await busy }

function queue (changes, redrawn) {
  for (const c of changes) waiting.set(redrawn ? Symbol('') : JSON.stringify(c.plats), c)
  if (redrawn) waiting.set('vy', redrawn)
  flush()
}

function flush () {
  if (busy || waiting.size === 0) return
  const redrawn = waiting.get('vy')
  waiting.delete('vy')
  const changes = [...waiting.values()]
  waiting.clear()
  busy = change(changes, redrawn).finally(() => { busy = null; flush() })
}

async function change (changes, redrawn) {
  const number = ++reviewing
  const asked = redrawn || (view === 'mote' ? {} : null)
  try {
    const answer = await send('/api/andra', {
      fil: file, text: state.text, ...paper.shown(), papper: view === 'mote' ? '' : paper.chosen(), andringar: changes,
      vy: asked ? view : '', paragraf: state.section,
      upprop: [...form.querySelectorAll('.seat')].map(s => ({ namn: s.dataset.vem, parti: s.dataset.parti, uppdrag: s.dataset.uppdrag }))
    })
    setText(answer.text)
    if (asked && !waiting.size) draw(answer.vyn, asked)
    if (number === reviewing) show(answer.granskning)
    touched()
  } catch (e) { says(e.message) }
}

function redraw () { queue([], {}) }

// draw replaces the form and leaves the focus where it was, or puts it in what is
// new.
function draw (html, { added, focus }) {
  const active = document.activeElement
  const inside = form.contains(active)
  const id = focus || (inside ? active.id : '')
  const range = inside && 'selectionStart' in active ? [active.selectionStart, active.selectionEnd] : null
  const value = inside && active.matches('input:not([type=checkbox]), textarea') ? active.value : null
  const open = new Set([...form.querySelectorAll('details[open]')].map(name))
  const begun = [...form.querySelectorAll('[id]:not([data-plats])')].filter(el => el.matches('input, select') && el.id !== id).map(el => [el.id, el.value])
  const roll = form.closest('.pane').scrollTop
  form.innerHTML = html // made by html/template, which escapes every value
  for (const d of form.querySelectorAll('details')) if (open.has(name(d))) d.open = true
  for (const [id, value] of begun) if (one(id)) one(id).value = value
  let target = id && one(id)
  if (added) {
    const rows = one(added)?.querySelectorAll(':scope > .row')
    const last = rows?.[rows.length - 1]
    if (last?.matches('details')) last.open = true
    target = last?.querySelector('input, textarea, select') || target
  }
  form.closest('.pane').scrollTop = roll
  showSection()
  if (!target) return fit()
  if (target === one(id) && value !== null && target.value !== value && !focus) target.value = value
  target.focus({ preventScroll: !added })
  if (range && range[0] !== null && 'setSelectionRange' in target && target.type !== 'checkbox' && target.type !== 'date') {
    try { target.setSelectionRange(...range) } catch {}
  }
  fit()
}

// showSection scrolls the list of §§ to the one at hand.
function showSection () {
  const here = form.querySelector('.sections [aria-current]')
  const list = here?.closest('ol')
  if (list) list.scrollTop = here.offsetTop - list.offsetTop - list.clientHeight / 3
}

const name = d => (d.dataset.falt || d.closest('[data-falt]')?.dataset.falt || '') + (d.matches('.more') ? ' more' : '')

// fit makes text areas as high as their text.
function fit () {
  for (const t of form.querySelectorAll('textarea')) {
    t.style.height = 'auto'
    t.style.height = Math.min(t.scrollHeight + 2, 420) + 'px'
  }
}

form.addEventListener('submit', e => e.preventDefault())
// sayDate says a date in words, for browsers show it in their own order of day and
// month.
function sayDate (field) {
  const said = field.type === 'date' && field.parentElement.querySelector('.dag')
  if (said) said.textContent = field.value && new Date(field.value + 'T12:00').toLocaleDateString('sv-SE', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
}

form.addEventListener('input', e => {
  sayDate(e.target)
  const el = e.target
  if (!el.dataset.plats || el.dataset.namn !== undefined) return
  const plats = JSON.parse(el.dataset.plats)
  const value = el.type === 'checkbox' ? (el.checked ? 'ja' : '') : el.value
  if (el.matches('textarea')) fit()
  const inList = typeof plats[plats.length - 1] === 'number'
  queue([value === '' && !inList ? emptied(el, plats) : { op: 'set', plats, varde: value }], null)
  if (el.matches('select')) redraw()
})

// An empty field is left out of the file, but one that must be there stays, so
// that it is seen in the text too.
const emptied = (el, plats) => el.closest('.field').querySelector('.must') ? { op: 'set', plats, varde: '' } : { op: 'remove', plats }

form.addEventListener('change', e => {
  const el = e.target
  if (el.dataset.namn === undefined || !el.value) return
  queue([{ op: 'rename', plats: JSON.parse(el.dataset.plats), varde: el.value }], {})
})

form.addEventListener('click', e => {
  const b = e.target.closest('button')
  if (!b) return
  if (b.dataset.paragraf !== undefined) {
    state.section = Number(b.dataset.paragraf)
    return redraw()
  }
  if (b.dataset.jav) return disclose(b)
  if (!b.dataset.andra) return
  b.focus()
  press(b)
  if (b.dataset.rost) nextBallot(b)
})

// A button carries a change of the text as it was when the form was drawn. One that
// is pressed while another change is under way waits for the form to be drawn, and
// what it then carries is done; a button that is gone by then does nothing.
const pressed = []

async function press (b) {
  pressed.push(b)
  if (pressed.length > 1) return
  while (pressed.length) {
    await settled()
    const now = pressed[0].id ? one(pressed[0].id) : pressed[0]
    if (now?.isConnected && now.dataset.andra) {
      if (now.dataset.sista !== undefined) state.section = 1e6
      queue(JSON.parse(now.dataset.andra), { added: now.dataset.ny })
      await settled()
    }
    pressed.shift()
  }
}

function disclose (b) {
  const who = one('javig').value
  const by = one('javers').value
  if (!who) return one('javig').focus()
  const n = Number(b.dataset.antal)
  const falt = [{ nyckel: 'namn', varde: who }]
  if (by) falt.push({ nyckel: 'ersätts_av', varde: by })
  queue([{ op: n ? 'insert' : 'set', plats: [...JSON.parse(b.dataset.jav), 'jäv', n], varde: { falt } }], { focus: 'javig' })
  one('javig').value = one('javers').value = ''
}

// Keys work only while the focus is in the list that they belong to.
form.addEventListener('keydown', e => {
  if (e.ctrlKey || e.metaKey || e.altKey) return
  const roster = e.target.closest('#upprop')
  if (roster) {
    const seats = [...roster.querySelectorAll('.seat')]
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key]
    if (step) { e.preventDefault(); seats[(seats.indexOf(e.target) + step + seats.length) % seats.length].focus() }
    const seat = seats.find(s => s.dataset.tangent && s.dataset.tangent === e.key.toLowerCase())
    if (seat) { e.preventDefault(); seat.focus(); seat.click() }
    return
  }
  const ballot = e.target.closest('.ballot')
  if (!ballot) return
  const step = { ArrowDown: 1, ArrowUp: -1 }[e.key]
  if (step) {
    const all = [...ballot.parentElement.children]
    const next = all[all.indexOf(ballot) + step]
    if (next) { e.preventDefault(); next.querySelector('button').focus() }
  }
  const b = ballot.querySelector(`[data-rost="${CSS.escape(e.key.toLowerCase())}"]`)
  if (b) { e.preventDefault(); b.click() }
})

// nextBallot goes on at once, so that the next key is for the next name.
function nextBallot (b) {
  b.closest('.ballot').nextElementSibling?.querySelector('button').focus()
}

form.addEventListener('focusin', e => {
  const field = e.target.closest('[data-falt], [data-visa]')
  if (field) paper.showField(field.dataset.falt || field.dataset.visa)
})

// Findings

function showFindings (findings) {
  const list = one('fynd')
  for (const el of form.querySelectorAll('.fynd')) if (el.childElementCount) el.replaceChildren()
  for (const el of form.querySelectorAll('[aria-invalid]')) el.removeAttribute('aria-invalid')
  const fields = [...form.querySelectorAll('[data-falt]')]
  for (const f of findings) {
    const holder = nearest(fields, f)
    if (!holder) continue
    const place = holder.querySelector('.fynd')
    place?.append(make('p', { className: 'fynd-rad ' + f.allvar }, make('strong', {}, sentence(f.meddelande)), ...remedy(f)))
    if (f.allvar === 'fel') holder.querySelector(':scope > [data-plats]')?.setAttribute('aria-invalid', 'true')
  }
  if (!list) return
  const count = kind => findings.filter(f => f.allvar === kind).length
  const parts = [[count('fel'), 'fel', 'fel'], [count('varning'), 'varning', 'varningar'], [count('råd'), 'råd', 'råd']].filter(p => p[0]).map(p => `${p[0]} ${p[0] === 1 ? p[1] : p[2]}`)
  one('fyndantal').textContent = parts.length ? parts.join(', ') : 'inga'
  list.replaceChildren(...findings.map(f => make('li', { className: f.allvar },
    make('button', { type: 'button', on: { click: () => goTo(f) } },
      make('span', { className: 'kind' }, f.allvar.charAt(0).toUpperCase() + f.allvar.slice(1)), make('span', { className: 'message' }, sentence(f.meddelande)),
      make('span', { className: 'where' }, f.fil !== file ? f.fil : f.rad ? 'rad ' + f.rad : '')),
    ...remedy(f))))
}

function remedy (f) {
  const out = []
  if (f.åtgärd) out.push(make('span', { className: 'remedy' }, sentence(f.åtgärd)))
  if (f.källa) out.push(make('span', { className: 'source' }, 'Källa: ' + f.källa))
  return out
}

const sentence = s => s.charAt(0).toUpperCase() + s.slice(1) + (/[.!?…]$/.test(s) ? '' : '.')

// nearest is the innermost field of the form that a finding is about.
function nearest (fields, f) {
  if (!f.fält || f.fil !== file) return null
  let best = null
  for (const el of fields) {
    const path = el.dataset.falt
    const rest = f.fält.slice(path.length)
    if (f.fält.startsWith(path) && (rest === '' || /^[.[]/.test(rest)) && (!best || path.length >= best.dataset.falt.length)) best = el
  }
  return best
}

// goTo goes to the place of a finding or of a sentence in the paper.
function goTo (f) {
  if (f.fil && f.fil !== file) {
    if (/\.ya?ml$/.test(f.fil)) location.href = '/redigera?fil=' + encodeURIComponent(f.fil)
    return
  }
  const textShown = one('p-text') && !one('p-text').hidden
  const holder = nearest([...form.querySelectorAll('[data-falt]')], f)
  if (!textShown && holder) {
    for (let d = holder.closest('details'); d; d = d.parentElement.closest('details')) d.open = true
    if (holder.matches('details')) holder.open = true
    const field = holder.querySelector('input, select, textarea, button')
    holder.scrollIntoView({ block: 'center' })
    return field?.focus({ preventScroll: true })
  }
  if (editor && f.rad) {
    chooseWrite('t-text')
    editor.goTo(f.rad, f.kolumn || 1)
  }
}

// Beginning

let chooseWrite = () => {}
const writeTabs = document.querySelector('.write .tabs')
if (writeTabs) {
  chooseWrite = tabs(writeTabs, id => {
    sessionStorage.setItem('vy', id)
    if (id === 't-text') editor.draw(state.findings)
    else if (state.stale) { state.stale = false; redraw() } else fit()
  })
  if (sessionStorage.getItem('vy') === 't-text') chooseWrite('t-text')
}
paper.onChoose(review)
fit()
showSection()
review()
